using System.Globalization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>What holds of every record of a step log, whatever ran.</summary>
internal static class StepRecordRules
{
    /// <summary>What is wrong with a record, naming the field as the file does; null where nothing is.</summary>
    /// <param name="record">The record.</param>
    /// <param name="before">The step of the line above; null in the first line. Steps that were rolled back leave gaps.</param>
    public static string? Problem(StepRecord record, int? before) =>
        record.Step < 0 ? Wrong("step", record.Step, "must be at least 0")
        : record.Step <= before ? Wrong("step", record.Step, $"must be above {before}, the step of the line above")
        : Fraction("accuracy", record.Accuracy) ?? Fraction("testAccuracy", record.TestAccuracy)
        ?? Finite("loss", record.Loss) ?? Finite("reward", record.Reward)
        ?? Amount("flops", record.Flops) ?? Amount("parameters", record.Parameters) ?? Amount("seconds", record.Seconds)
        ?? Amount("noneCount", record.Figures.Find("noneCount")) ?? Amount("ties", record.Figures.Find("ties"))
        ?? record.Figures.Select(static figure => Finite(figure.Key, figure.Value)).FirstOrDefault(static problem => problem is not null);

    private static string? Fraction(string field, double? value) => value is null or (>= 0 and <= 1) ? null : Wrong(field, value.Value, "must be from 0 to 1");

    private static string? Amount(string field, double? value) =>
        value is null || (value >= 0 && double.IsFinite(value.Value)) ? null : Wrong(field, value.Value, "must be finite and at least 0");

    private static string? Finite(string field, double value) => double.IsFinite(value) ? null : Wrong(field, value, "must be finite");

    private static string Wrong(string field, double value, string demand) => string.Create(CultureInfo.InvariantCulture, $"{field} is {value}, but {demand}");
}
