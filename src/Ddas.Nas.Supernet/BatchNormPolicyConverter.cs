using System.ComponentModel;
using System.Globalization;

namespace Ddas.Nas.Supernet;

/// <summary>Lets configuration files name a policy as <see cref="BatchNormPolicy.Parse"/> reads it.</summary>
internal sealed class BatchNormPolicyConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? BatchNormPolicy.Parse(text) : base.ConvertFrom(context, culture, value);
}
