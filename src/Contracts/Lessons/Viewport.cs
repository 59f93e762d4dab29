using Orleans;

namespace Classroom.Contracts.Lessons;

/// <summary>A part of a page, in fractions of the page's width and height.</summary>
/// <param name="X">Left edge, from the page's left.</param>
/// <param name="Y">Top edge, from the page's top.</param>
/// <param name="Width">Width; 1 is the whole page's.</param>
/// <param name="Height">Height; 1 is the whole page's.</param>
[GenerateSerializer, Immutable, Alias("Viewport")]
public sealed record Viewport(double X, double Y, double Width, double Height)
{
    /// <summary>All of the page.</summary>
    public static readonly Viewport Whole = new(0, 0, 1, 1);
}
