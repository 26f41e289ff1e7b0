using System.ComponentModel;

namespace Ddas.Nas.Records.Internal;

/// <summary>What a folder holds of a run.</summary>
/// <param name="Finished">Whether it is finished.</param>
/// <param name="Recorded">Steps that it recorded; 0 where it keeps none.</param>
/// <param name="Conditions">What it was made with.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FoundRun(bool Finished, long Recorded, RunConditions Conditions);
