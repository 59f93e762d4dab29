using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Frames;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Hub;

/// <summary>SignalR's JSON protocol, but what is malformed becomes a message too: it is answered, or closes the connection with a reason.</summary>
internal sealed class ClassroomProtocol(IOptions<JsonHubProtocolOptions> json, IOptions<LessonGatewayOptions> options) : IHubProtocol
{
    /// <summary>Largest message of any kind, in bytes: what is larger is not even buffered.</summary>
    public const int MessageBytesMax = 32 * 1024;

    private static readonly HashSet<string> Methods = [nameof(IClassroomHub.Follow), nameof(IClassroomHub.Send), nameof(IClassroomHub.Signal), nameof(IClassroomHub.Heartbeat)];
    private static readonly InvocationMessage Ping = new(nameof(ClassroomHub.Ping), []); // SignalR would drop it uncounted.
    private static readonly InvocationMessage Broken = new(nameof(ClassroomHub.Break), []);

    private readonly JsonHubProtocol _inner = new(json);

    public string Name => HubFrame.Protocol;

    public int Version => _inner.Version;

    public TransferFormat TransferFormat => TransferFormat.Text;

    public bool IsVersionSupported(int version) => _inner.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _inner.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _inner.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        message = null;
        if (input.PositionOf(HubFrame.Separator) is not { } end)
        {
            if (input.Length < MessageBytesMax)
            {
                return false;
            }

            input = input.Slice(input.End);
            message = Broken;
            return true;
        }

        var frame = input.Slice(0, end);
        var rest = input.Slice(input.GetPosition(1, end));
        try
        {
            message = _inner.TryParseMessage(ref input, binder, out var parsed) ? Checked(parsed, frame) : Broken;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or InvalidOperationException or FormatException)
        {
            message = Broken; // The last two are how names that are no Unicode, and kinds that are no 32-bit number, are told.
        }

        input = rest;
        return true;
    }

    private HubMessage Checked(HubMessage message, ReadOnlySequence<byte> frame) => message switch
    {
        CloseMessage => message,
        PingMessage => Ping,
        InvocationBindingFailureMessage { Target: nameof(IClassroomHub.Send) } => Refusal(frame, LessonRefusal.CommandInvalid),
        InvocationMessage { Target: nameof(IClassroomHub.Send) } when frame.Length > options.Value.CommandBytesMax => Refusal(frame, LessonRefusal.CommandTooLarge),
        InvocationMessage { Target: nameof(IClassroomHub.Send), Arguments: [SendCommand { Command: null }] } => Refusal(frame, LessonRefusal.CommandInvalid),
        InvocationMessage { Target: { } target, Arguments: [not null] } when Methods.Contains(target) => message,
        _ => Broken,
    };

    /// <summary>Answers by the counter, if there is one to be read.</summary>
    private static InvocationMessage Refusal(ReadOnlySequence<byte> frame, LessonRefusal refusal)
    {
        using var document = JsonDocument.Parse(frame);
        return document.RootElement.TryGetProperty("arguments", out var arguments)
            && arguments.ValueKind == JsonValueKind.Array && arguments.GetArrayLength() == 1
            && arguments[0].ValueKind == JsonValueKind.Object
            && arguments[0].TryGetProperty("counter", out var counter)
            && counter.ValueKind == JsonValueKind.Number && counter.TryGetInt64(out var number)
                ? new(nameof(ClassroomHub.Refuse), [number, refusal])
                : Broken;
    }
}
