using System.Reflection;
using Ddas.Nas.Supernet.Kernels;

namespace Ddas.Nas.Supernet.Tests.Kernels;

/// <summary>Kernels/ is a room with two doors: outside, only the doors are named, and what passes through them.</summary>
public class DoorTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private const string Room = "Ddas.Nas.Supernet.Kernels";
    private static readonly Type[] Doors = [typeof(BlockKernels), typeof(StepExecutor), typeof(KernelChoice)];

    [Fact]
    public void Nothing_outside_the_room_has_a_member_of_what_is_inside()
    {
        var allowed = Doors.Concat(Doors.SelectMany(PublicSignature)).ToHashSet();
        allowed.UnionWith(allowed.Where(IsInside).SelectMany(PublicSignature).ToList());

        var breaches =
            from type in typeof(BlockKernels).Assembly.GetTypes()
            where !IsInside(type)
            from member in type.GetMembers(All)
            from named in Named(member)
            where IsInside(named) && !allowed.Contains(named)
            select $"{type.Name}.{member.Name} names {named.Name}";

        breaches.Should().BeEmpty();
    }

    [Fact]
    public void Nothing_in_the_room_has_a_member_of_a_network()
    {
        var breaches =
            from type in typeof(BlockKernels).Assembly.GetTypes()
            where IsInside(type)
            from member in type.GetMembers(All)
            from named in Named(member)
            where named.Namespace is "Ddas.Nas.Supernet" or "Ddas.Nas.Supernet.Networks" or "Ddas.Nas.Supernet.Operations" or "Ddas.Nas.Supernet.Training"
            select $"{type.Name}.{member.Name} names {named.Name}";

        breaches.Should().BeEmpty();
    }

    [Fact]
    public void The_rule_sees_locals_and_signatures()
    {
        // Inside, kernels name each other: a rule that saw nothing would hold nowhere and everywhere.
        typeof(BlockKernels).Assembly.GetTypes().Where(IsInside).SelectMany(static t => t.GetMembers(All)).SelectMany(Named).Where(IsInside).Distinct().Count().Should().BeGreaterThan(30);
    }

    private static bool IsInside(Type type) => type.Namespace is { } name && (name == Room || name.StartsWith(Room + ".", StringComparison.Ordinal));

    private static IEnumerable<Type> PublicSignature(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).SelectMany(member => member switch
        {
            MethodBase method => method.GetParameters().Select(static p => p.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)).SelectMany(Parts),
            _ => [],
        });

    private static IEnumerable<Type> Named(MemberInfo member) => (member switch
    {
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        MethodBase method => method.GetParameters().Select(static p => p.ParameterType)
            .Append((method as MethodInfo)?.ReturnType ?? typeof(void))
            .Concat(method.GetMethodBody()?.LocalVariables.Select(static v => v.LocalType) ?? [])
            .Concat(Called(method)),
        _ => Array.Empty<Type>(),
    }).SelectMany(Parts);

    /// <summary>Types whose members a method calls or makes: every token of its code that resolves to a method or a type.</summary>
    private static IEnumerable<Type> Called(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 1; at + 4 <= code.Length; at++)
        {
            // call 0x28, callvirt 0x6F, newobj 0x73, and what follows a two-byte ldftn FE 06.
            if (code[at - 1] is not (0x28 or 0x6F or 0x73) && !(at > 1 && code[at - 2] == 0xFE && code[at - 1] == 0x06)) continue;
            MemberInfo? target = null;
            try
            {
                target = method.Module.ResolveMember(
                    BitConverter.ToInt32(code, at), method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
            }
            catch (Exception e) when (e is ArgumentException or BadImageFormatException)
            {
            }

            if (target is MethodBase { DeclaringType: { } owner }) yield return owner;
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        if (type.IsGenericParameter) return [];
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }
}
