namespace Ddas.Nas.Reporting.Models;

/// <summary>One result in the plane of cost and accuracy.</summary>
/// <param name="Cost">In the axis' unit.</param>
/// <param name="Accuracy">In percent.</param>
/// <param name="Label">What stands beside it on the front: the step, or a cell's name.</param>
internal sealed record FrontPoint(double Cost, double Accuracy, string Label);
