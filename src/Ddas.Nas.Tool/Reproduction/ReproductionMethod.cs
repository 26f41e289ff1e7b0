namespace Ddas.Nas.Tool.Reproduction;

/// <summary>One way to search that the paper compares.</summary>
/// <param name="Key">Name of its folder.</param>
/// <param name="Title">Name in tables and figures.</param>
/// <param name="Agent">Value of <c>--agent</c>.</param>
/// <param name="Reward">Value of <c>--reward</c>.</param>
internal sealed record ReproductionMethod(string Key, string Title, string Agent, string Reward = "full")
{
    /// <summary>Random search, which every other method is held against.</summary>
    public static ReproductionMethod RandomSearch { get; } = new("rs", "RS", "rs");

    /// <summary>DDAS-NL.</summary>
    public static ReproductionMethod Nl { get; } = new("nl", "DDAS-NL", "nl");

    /// <summary>The four methods of Figs. 3 to 5 and of the tables.</summary>
    public static IReadOnlyList<ReproductionMethod> All { get; } = [RandomSearch, Nl, new("g", "DDAS-G", "g"), new("4s", "DDAS-4S", "4s")];

    /// <summary>The three rewards of Fig. 2, with DDAS-NL, and random search beside them.</summary>
    public static IReadOnlyList<ReproductionMethod> Rewards { get; } =
        [RandomSearch, Nl, new("nl-accuracy", "accuracy only", "nl", "accuracy"), new("nl-loss", "loss only", "nl", "loss")];
}
