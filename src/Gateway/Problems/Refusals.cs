using System.Collections.Immutable;

namespace Classroom.Gateway.Problems;

/// <summary>Which problems an endpoint answers besides those that follow from what it is (see ApiOperations); says so in its description.</summary>
internal sealed record Refusals(ImmutableArray<string> Codes)
{
    /// <summary>All codes that metadata of an endpoint name.</summary>
    public static IEnumerable<string> Of(IEnumerable<object> metadata) => metadata.OfType<Refusals>().SelectMany(refusals => refusals.Codes);
}

/// <summary>Lets endpoints say what they refuse.</summary>
internal static class RefusalExtensions
{
    /// <param name="endpoint">The endpoint, or a group of them.</param>
    /// <param name="codes">Of ProblemCode.</param>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params ReadOnlySpan<string> codes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Refusals([.. codes]));
}
