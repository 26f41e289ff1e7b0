using Ddas.Nas.SearchSpace;
using Microsoft.Extensions.Options;

namespace Ddas.Nas.DependencyInjection;

/// <summary>A library's validator as the options framework asks it.</summary>
internal sealed class OptionsValidation<T>(Action<T> validate) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        try
        {
            validate(options);
            return ValidateOptionsResult.Success;
        }
        catch (OptionsException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
