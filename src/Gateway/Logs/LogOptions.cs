using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Logs;

/// <summary>Reading lessons' logs for what is asked over HTTP: messages, registers, who was sent out. Section <c>Gateway:Logs</c>; checked at startup.</summary>
internal sealed class LogOptions
{
    /// <summary>Readings at once. Fewer than the store has connections to read with: some are left to those who follow live. Default: 3.</summary>
    [Range(1, 100)]
    public int ReadersMax { get; set; } = 3;

    /// <summary>Readings that wait for their turn; further ones are answered with <c>busy</c>. Default: 1,000.</summary>
    [Range(0, 100_000)]
    public int WaitingMax { get; set; } = 1_000;

    /// <summary>Lessons of which it is remembered who was sent out, and which messages were edited, so that it is not read again. Default: 256.</summary>
    [Range(2, 100_000)]
    public int LessonsMax { get; set; } = 256;
}

[OptionsValidator]
internal sealed partial class LogOptionsValidator : IValidateOptions<LogOptions>;
