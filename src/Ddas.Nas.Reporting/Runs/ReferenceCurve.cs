namespace Ddas.Nas.Reporting.Runs;

/// <summary>A published curve that is drawn beside ours.</summary>
/// <param name="Name">Its name in legends.</param>
/// <param name="XName">What x is: <c>rl_step</c> (the step), <c>mflops</c> or <c>mparams</c>.</param>
/// <param name="YName">What y is, in percent: <c>valid_acc</c> or <c>test_acc</c>.</param>
/// <param name="Points">The points, in the file's order.</param>
public sealed record ReferenceCurve(string Name, string XName, string YName, IReadOnlyList<(double X, double Y)> Points);
