using System.Text.Json;
using System.Text.Json.Serialization;

namespace Classroom.SingleNode.Control;

/// <summary>What a command asks of the process that holds the data folder: one line of JSON.</summary>
/// <param name="Command">Name of the command.</param>
/// <param name="File">Absolute path of the file it is about, which this process reads or writes; empty if it is about none.</param>
internal sealed record ControlRequest(string Command, string File = "")
{
    /// <summary>Longest accepted line, in bytes: a path is at most 4,096.</summary>
    public const int BytesMax = 64 * 1024;
}

/// <summary>What comes back: any number of lines to show, then how it ended. One line of JSON each.</summary>
/// <param name="Line">Something to show.</param>
/// <param name="Succeeded">How it ended; null while it goes on.</param>
internal sealed record ControlReply(string? Line, bool? Succeeded);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
internal sealed partial class ControlJson : JsonSerializerContext;
