using System.Buffers;
using System.Buffers.Text;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Classroom.Gateway.Lessons.Frames;

/// <summary>Encodes messages to clients once, as SignalR's JSON protocol writes them, so that many connections share the bytes.</summary>
internal static class HubFrame
{
    /// <summary>Name of the only hub protocol.</summary>
    public const string Protocol = "json";

    /// <summary>Ends a message in SignalR's JSON protocol.</summary>
    public const byte Separator = 0x1E;

    public static SerializedHubMessage Welcome(LessonWelcome message) => Of(nameof(IClassroomClient.Welcome), message);

    public static SerializedHubMessage Answered(CommandAnswer message) => Of(nameof(IClassroomClient.Answered), message);

    public static SerializedHubMessage Signals(LessonSignals message) => Of(nameof(IClassroomClient.Signals), message);

    public static SerializedHubMessage Heartbeat(ServerHeartbeat message) => Of(nameof(IClassroomClient.Heartbeat), message);

    public static SerializedHubMessage Closing(ConnectionClosing message) => Of(nameof(IClassroomClient.Closing), message);

    /// <summary>Splices entries, encoded by the lesson, into one <see cref="LessonEntries"/>.</summary>
    public static SerializedHubMessage Entries(long epoch, long from, long to, IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        var frame = new ArrayBufferWriter<byte>(128 + entries.Sum(entry => entry.Length + 1));
        frame.Write("""{"type":1,"target":"Entries","arguments":["""u8);
        WriteRange(frame, epoch, from, to, entries);
        frame.Write("]}\u001e"u8);
        return Serialized(frame.WrittenSpan);
    }

    /// <summary>Writes the JSON of a <see cref="LessonEntries"/>.</summary>
    public static void WriteRange(IBufferWriter<byte> writer, long epoch, long from, long to, IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        writer.Write("{\"epoch\":"u8);
        Write(writer, epoch);
        writer.Write(",\"from\":"u8);
        Write(writer, from);
        writer.Write(",\"to\":"u8);
        Write(writer, to);
        writer.Write(",\"entries\":["u8);
        var isFirst = true;
        foreach (var entry in entries)
        {
            if (!isFirst)
            {
                writer.Write(","u8);
            }

            isFirst = false;
            writer.Write(entry.Span);
        }

        writer.Write("]}"u8);
    }

    private static SerializedHubMessage Of<T>(string target, T message)
    {
        var frame = new ArrayBufferWriter<byte>();
        frame.Write("""{"type":1,"target":" """u8[..^1]);
        frame.Write(System.Text.Encoding.ASCII.GetBytes(target));
        frame.Write("\",\"arguments\":["u8);
        frame.Write(ProtocolJson.Encode(message));
        frame.Write("]}\u001e"u8);
        return Serialized(frame.WrittenSpan);
    }

    private static SerializedHubMessage Serialized(ReadOnlySpan<byte> frame) => new([new SerializedMessage(Protocol, frame.ToArray())]);

    private static void Write(IBufferWriter<byte> writer, long value)
    {
        var span = writer.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        writer.Advance(written);
    }
}
