using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Lessons.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>A client at the other end of a pipe: reads frames, and folds what it gets by the protocol.</summary>
internal sealed class MemoryClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1); // Of real time: a test must fail, not hang.

    private readonly Pipe _toClient;
    private LessonConnection? _connection;

    public MemoryClient(Viewer viewer, int pipeBytes)
    {
        Viewer = viewer;
        _toClient = new(new PipeOptions(pauseWriterThreshold: pipeBytes, resumeWriterThreshold: pipeBytes / 2));
        var connection = new DefaultConnectionContext(Guid.NewGuid().ToString("N")) { Transport = new Ends(new Pipe().Reader, _toClient.Writer) };
        Context = new(connection, new HubConnectionContextOptions { KeepAliveInterval = TimeSpan.FromHours(1), ClientTimeoutInterval = TimeSpan.FromHours(1) }, NullLoggerFactory.Instance)
        {
            Protocol = new JsonHubProtocol(),
        };
    }

    public Viewer Viewer { get; }

    public HubConnectionContext Context { get; }

    public LessonConnection Connection => _connection!;

    /// <summary>Last sequence covered.</summary>
    public long Covered { get; private set; }

    public long Epoch { get; private set; }

    /// <summary>What it holds.</summary>
    public LessonView View { get; set; } = LessonView.Initial;

    /// <summary>Why it was closed, if it was.</summary>
    public string? ClosedBy { get; private set; }

    public List<JsonNode> Answers { get; } = [];

    /// <summary>Whether the last welcome brought a view.</summary>
    public bool WasFresh { get; private set; }

    public StringBuilder Received { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Take(LessonConnection connection) => _connection = connection;

    /// <summary>Goes on from what another connection of the same person held.</summary>
    public void GoOnFrom(MemoryClient earlier) => (View, Covered, Epoch) = (earlier.View, earlier.Covered, earlier.Epoch);

    /// <summary>Reads until the sequence is covered, or the server closes.</summary>
    public async Task ReadToAsync(long sequence)
    {
        while (Covered < sequence && ClosedBy is null)
        {
            await ReadAsync();
        }
    }

    /// <summary>Reads until the server closes.</summary>
    public async Task<string> ClosedAsync()
    {
        while (ClosedBy is null)
        {
            await ReadAsync();
        }

        return ClosedBy;
    }

    /// <summary>Reads until there are so many answers.</summary>
    public async Task<JsonNode> AnswerAsync(int count)
    {
        while (Answers.Count < count)
        {
            await ReadAsync();
        }

        return Answers[count - 1];
    }

    /// <summary>Reads one more frame.</summary>
    public async Task ReadAsync()
    {
        while (true)
        {
            var result = await ReceiveAsync();
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)0x1E) is { } end)
            {
                var text = Encoding.UTF8.GetString(buffer.Slice(0, end));
                _toClient.Reader.AdvanceTo(buffer.GetPosition(1, end));
                Received.AppendLine(text);
                Take(JsonNode.Parse(text)!);
                return;
            }

            _toClient.Reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private async Task<ReadResult> ReceiveAsync()
    {
        try
        {
            return await _toClient.Reader.ReadAsync(Stop).AsTask().WaitAsync(Deadline, Stop);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Viewer.Participant} got nothing more for {Deadline.TotalSeconds} s. Covered: {Covered}. Closed by: {ClosedBy ?? "nobody"}. Gone: {Context.ConnectionAborted.IsCancellationRequested}.");
        }
    }

    private void Take(JsonNode frame)
    {
        var argument = frame["arguments"]![0]!;
        switch (frame["target"]!.GetValue<string>())
        {
            case "Welcome":
                Covered = argument["sequence"]!.GetValue<long>();
                Epoch = argument["epoch"]!.GetValue<long>();
                WasFresh = argument["view"] is not null;
                View = argument["view"] is { } view ? ProtocolJson.Decode<LessonView>(Encoding.UTF8.GetBytes(view.ToJsonString())) : View;
                break;
            case "Entries":
                Assert.Equal(Covered + 1, argument["from"]!.GetValue<long>());
                foreach (var entry in argument["entries"]!.AsArray())
                {
                    View = ViewFold.Apply(View, EntryCodec.Decode(Encoding.UTF8.GetBytes(entry!.ToJsonString())));
                }

                Covered = argument["to"]!.GetValue<long>();
                Epoch = argument["epoch"]!.GetValue<long>();
                break;
            case "Answered":
                Answers.Add(argument);
                break;
            case "Closing":
                ClosedBy = argument["code"]!.GetValue<string>();
                break;
        }
    }

    private sealed class Ends(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
