using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Registers;

/// <summary>Registers of lessons. Section <c>Gateway:Registers</c>; checked at startup.</summary>
internal sealed class RegisterOptions
{
    /// <summary>Lessons whose presence is kept in memory, so that it is not read from their logs again. Default: 1,000.</summary>
    [Range(2, 100_000)]
    public int LessonsMax { get; set; } = 1_000;
}

[OptionsValidator]
internal sealed partial class RegisterOptionsValidator : IValidateOptions<RegisterOptions>;
