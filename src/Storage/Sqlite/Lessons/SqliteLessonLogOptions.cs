using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Storage.Sqlite.Lessons;

/// <summary>Limits of the embedded lesson log. Section <c>Sqlite:LessonLog</c>; checked at startup.</summary>
internal sealed class SqliteLessonLogOptions
{
    /// <summary>Appends and openings that may wait for the writer; further ones are refused. Unit: calls. Default: 1,024.</summary>
    [Range(1, 1_000_000)]
    public int WaitingMax { get; set; } = 1_024;
}

[OptionsValidator]
internal sealed partial class SqliteLessonLogOptionsValidator : IValidateOptions<SqliteLessonLogOptions>;
