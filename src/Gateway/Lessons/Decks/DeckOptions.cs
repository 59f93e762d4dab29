using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Limits of uploaded decks. Section <c>Gateway:Decks</c>; checked at startup.</summary>
internal sealed class DeckOptions
{
    /// <summary>Largest file. Default: 50 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long BytesMax { get; set; } = 50 * 1024 * 1024;
}

[OptionsValidator]
internal sealed partial class DeckOptionsValidator : IValidateOptions<DeckOptions>;
