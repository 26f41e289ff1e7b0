using System.Globalization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting;

internal static class ReportOptionsValidator
{
    public static void Validate(ReportOptions options)
    {
        var errors = new OptionErrors(nameof(ReportOptions));
        errors.Check(!string.IsNullOrWhiteSpace(options.Title), "Title is empty, but the page needs one.");
        errors.Check(options.TopShare is > 0 and <= 1, string.Create(CultureInfo.InvariantCulture, $"TopShare is {options.TopShare}, but must be above 0 and at most 1."));
        errors.ThrowIfAny();
    }
}
