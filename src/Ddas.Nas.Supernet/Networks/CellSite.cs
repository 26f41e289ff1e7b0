namespace Ddas.Nas.Supernet.Networks;

/// <summary>Where a cell stands in a network.</summary>
/// <param name="Kind">Index of its kind in the space: 0 normal, 1 reduction.</param>
/// <param name="ReductionBefore">Whether the previous cell is a reduction, so that the output before it must be reduced too.</param>
/// <param name="ChannelsBeforePrevious">Channels of the output before the previous one.</param>
/// <param name="ChannelsPrevious">Channels of the previous output.</param>
/// <param name="Channels">Channels of each node.</param>
internal readonly record struct CellSite(int Kind, bool ReductionBefore, int ChannelsBeforePrevious, int ChannelsPrevious, int Channels)
{
    public bool IsReduction => Kind == 1;
}
