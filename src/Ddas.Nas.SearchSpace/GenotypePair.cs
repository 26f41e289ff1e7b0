namespace Ddas.Nas.SearchSpace;

/// <summary>One item of a genotype's cell: an operation and the state that feeds it.</summary>
/// <param name="Operation">The operation; a genotype may carry any, a space decides which it knows.</param>
/// <param name="Input">The state it reads: 0 and 1 are the outputs of the two previous cells, 2 + i is node i.</param>
public readonly record struct GenotypePair(Operation Operation, int Input)
{
    /// <summary>As DARTS writes it: <c>('sep_conv_3x3', 0)</c>.</summary>
    public override string ToString() => $"('{Operation}', {Input})";
}
