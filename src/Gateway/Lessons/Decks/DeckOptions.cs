using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Limits of uploaded decks. Section <c>Gateway:Decks</c>; checked at startup.</summary>
internal sealed class DeckOptions
{
    /// <summary>Largest file. Default: 50 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long BytesMax { get; set; } = 50 * 1024 * 1024;

    /// <summary>How long a link to a deck can be used by whoever has it; pages ask for a new one before, and after. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(1);
}

[OptionsValidator]
internal sealed partial class DeckOptionsValidator : IValidateOptions<DeckOptions>;
