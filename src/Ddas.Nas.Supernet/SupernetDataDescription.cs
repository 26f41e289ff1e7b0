using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet;

/// <summary>Which images a supernet was trained and measured on; part of its manifest.</summary>
/// <param name="DataSet">Name of the data set.</param>
/// <param name="Checksum">SHA-256 of the training set (<see cref="ImageDataSet.Checksum"/>).</param>
/// <param name="Train">Number of images in D_T.</param>
/// <param name="Valid">Number of images in D_V.</param>
/// <param name="Stratified">Whether the parts were drawn by class; else they are the first and the last.</param>
/// <param name="SplitSeed">Seed of a stratified split.</param>
/// <param name="Normalization">Mean and deviation per channel.</param>
public sealed record SupernetDataDescription(
    string DataSet, string Checksum, int Train, int Valid, bool Stratified, long SplitSeed, Normalization Normalization);
