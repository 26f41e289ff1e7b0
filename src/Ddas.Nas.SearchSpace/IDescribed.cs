namespace Ddas.Nas.SearchSpace;

/// <summary>
/// A part of a run that says what results depend on: its options, its seed, the data it reads. From this the run's manifest
/// is made, and with this a run that goes on is compared.
/// </summary>
public interface IDescribed
{
    /// <summary>Says it; changes nothing, and says the same at every call.</summary>
    void Describe(RunDescription into);
}
