using System.Collections.Immutable;

namespace Classroom.Contracts.Pages;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order of the list; at most as many as were asked for.</param>
/// <param name="Next">Value of <c>after</c> for the next page; absent at the end.</param>
public sealed record Page<T>(ImmutableArray<T> Items, string? Next);
