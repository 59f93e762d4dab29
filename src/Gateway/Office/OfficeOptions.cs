using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Office;

/// <summary>What schools may decide. Section <c>Gateway:Office</c>; checked at startup.</summary>
internal sealed class OfficeOptions
{
    /// <summary>Most people in one lesson that a school may decide; must be what the silos allow. Default: 500.</summary>
    [Range(2, 5_000)]
    public int ParticipantsMax { get; set; } = 500;
}

[OptionsValidator]
internal sealed partial class OfficeOptionsValidator : IValidateOptions<OfficeOptions>;
