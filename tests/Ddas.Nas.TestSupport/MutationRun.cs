using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Ddas.Nas.TestSupport;

/// <summary>
/// Reads many damaged copies of a file as callers do, from the disk, and demands that each ends soon, in a refusal that names
/// the place or in a result; where a checksum guards the file, in the result of the sound file. Leaves a line of figures.
/// </summary>
/// <param name="reader">What the line calls the reader.</param>
/// <param name="place">What the message of a refusal must contain.</param>
/// <param name="refusals">The exceptions that the reader may throw.</param>
public sealed class MutationRun(string reader, string place, params Type[] refusals)
{
    /// <summary>How many damaged copies.</summary>
    public const int Count = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Whether a checksum guards the file, so that no damage may go unnoticed.</summary>
    public bool HasChecksum { get; init; }

    /// <summary>Feeds the copies.</summary>
    /// <param name="valid">What the reader accepts.</param>
    /// <param name="read">Stores and reads a copy; the text stands for all that was read.</param>
    public void Feed(byte[] valid, Func<byte[], string> read)
    {
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentNullException.ThrowIfNull(read);
        string sound = read(valid);
        int refused = 0, same = 0, other = 0;
        TimeSpan slowest = default;
        for (int i = 0; i < Count; i++)
        {
            byte[] copy = Mutations.Damage(valid, i);
            long start = Stopwatch.GetTimestamp();
            switch (Outcome(i, copy, read))
            {
                case null: refused++; break;
                case var text when text == sound: same++; break;
                default: other++; break;
            }

            if (Stopwatch.GetElapsedTime(start) is var took && took > slowest) slowest = took;
            if (HasChecksum && other > 0) Assert.Fail($"{reader}: mutation {i} is read as something else.");
        }

        string figures = string.Create(CultureInfo.InvariantCulture, $"{reader}: {Count} mutations, {refused} refused, {same} read as the sound file, {other} read as another sound one; slowest {slowest.TotalMilliseconds:F0} ms");
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(refused > Count / 10, figures);
    }

    private string? Outcome(int number, byte[] copy, Func<byte[], string> read)
    {
        var reading = Task.Run(() =>
        {
            try
            {
                return read(copy);
            }
            catch (Exception error) when (refusals.Any(type => type.IsInstanceOfType(error)) && error.Message.Contains(place, StringComparison.Ordinal))
            {
                return null;
            }
        });
        try
        {
            if (!reading.Wait(Limit)) Assert.Fail($"{reader}: mutation {number} takes more than {Limit}.");
        }
        catch (AggregateException error)
        {
            Assert.Fail($"{reader}: mutation {number} ends in {error.InnerException}");
        }

        return reading.Result;
    }
}
