namespace Ddas.Nas.Records;

/// <summary>What happens where a folder already holds a run.</summary>
public enum ExistingRun
{
    /// <summary>A run that was cut off goes on; of a finished one the recorded result is returned. The default.</summary>
    Resume,

    /// <summary>The folder is refused.</summary>
    Refuse,
}
