namespace Classroom.Architecture.Tests;

/// <summary>Who may reference whom. A row that grows is a decision: say why in the commit.</summary>
internal static class References
{
    /// <summary>Project references of the source projects.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["Contracts"] = [],
        ["Domain"] = ["Contracts"],
        ["Ports"] = ["Contracts"],
        ["Grains.Abstractions"] = ["Contracts"],
        ["Grains"] = ["Contracts", "Domain", "Ports", "Grains.Abstractions"],
        ["OneRoster"] = ["Contracts", "Ports"],
        ["Storage"] = ["Contracts", "Ports"],
        ["Silo"] = ["Grains"],
        ["Gateway"] = ["Contracts", "Domain", "Ports", "Grains.Abstractions"],
        ["SingleNode"] = ["Silo", "Gateway", "OneRoster", "Storage"], // The one that composes: silos and gateways know ports only.
        ["Client"] = ["Contracts", "Domain"],
        ["Rehearsal"] = ["Client", "Domain"],
    };

    /// <summary>Test projects that other test projects may build upon. Besides, a test project may use any source project.</summary>
    public static readonly IReadOnlyList<string> Shared = ["Testing"];

    /// <summary>Packages of the projects that stay free of frameworks. The others choose their own.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> AllowedPackages = new Dictionary<string, string[]>
    {
        ["Contracts"] = ["Microsoft.Orleans.Serialization.Abstractions"], // Attributes only.
        ["Domain"] = [],
        ["Ports"] = [],
        ["Grains.Abstractions"] = ["Microsoft.Orleans.Sdk"],
    };

    /// <summary>Projects whose types others may see. Elsewhere types are internal, but for <see cref="Doors"/>.</summary>
    public static readonly IReadOnlySet<string> Public = new HashSet<string> { "Contracts", "Domain", "Ports", "Grains.Abstractions", "Client" };

    /// <summary>The one kind of public type that the other projects may have: their <c>Add…</c> and <c>Map…</c> extensions.</summary>
    public static readonly IReadOnlySet<string> Doors = new HashSet<string> { "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.AspNetCore.Builder" };
}
