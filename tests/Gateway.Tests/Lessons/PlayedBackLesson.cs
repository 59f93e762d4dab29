using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Domain.Tests.Lessons;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Ports.Lessons;
using Orleans;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>A lesson whose history is given: it happens entry by entry, as the test says, and pushes like the real one.</summary>
internal sealed class PlayedBackLesson(History history) : ILessonGrain, ILessonLog
{
    public static readonly LessonId Id = LessonId.Parse("demo~lesson");

    private readonly Dictionary<GatewayId, ILessonSink> _sinks = [];

    /// <summary>Entries that have happened.</summary>
    public int Head { get; private set; }

    public int Attaches { get; private set; }

    /// <summary>How many devices each question for counters was about.</summary>
    public List<int> CounterQuestions { get; } = [];

    /// <summary>Runs before each question for counters is answered.</summary>
    public Func<Task> BeforeCounters { get; set; } = () => Task.CompletedTask;

    public int LogReads { get; private set; }

    /// <summary>What the lesson was last told of presence.</summary>
    public ImmutableArray<PresenceProof> LastPresence { get; private set; } = [];

    /// <summary>Released at each report of presence.</summary>
    public SemaphoreSlim Reports { get; } = new(0);

    /// <summary>People whom the lesson takes.</summary>
    public int ParticipantsMax { get; set; } = 500;

    /// <summary>Set, the lesson says that its log is damaged, for so long.</summary>
    public TimeSpan? DamagedFor { get; set; }

    /// <summary>An entry that is damaged in the log; none if 0.</summary>
    public long Unreadable { get; set; }

    /// <summary>Runs before each reading of the log.</summary>
    public Func<Task> BeforeLogRead { get; set; } = () => Task.CompletedTask;

    /// <summary>Commands that arrived.</summary>
    public List<ExecuteCommand> Commands { get; } = [];

    /// <summary>Answers commands; waits as long as this does.</summary>
    public Func<ExecuteCommand, Task<CommandResult>> Answer { get; set; } = _ => Task.FromResult(new CommandResult(1));

    /// <summary>Runs before each attach is answered.</summary>
    public Func<Task> BeforeAttachAnswer { get; set; } = () => Task.CompletedTask;

    public LessonView Content => history.States[Head].Content;

    /// <summary>Lets entries happen up to a sequence, and pushes them.</summary>
    public async Task AdvanceAsync(int head)
    {
        var first = Head + 1;
        Head = head;
        if (first <= head)
        {
            await PushAsync(first, history.Entries[(first - 1)..head]);
        }
    }

    /// <summary>Pushes whatever the test wants.</summary>
    public async Task PushAsync(long first, IEnumerable<LessonEntry> entries, long? epoch = null)
    {
        var encoded = entries.Select(entry => (ReadOnlyMemory<byte>)EntryCodec.Encode(entry)).ToImmutableArray();
        foreach (var sink in _sinks.Values)
        {
            Held = await sink.Push(new(Id, epoch ?? 1, first, encoded));
        }
    }

    /// <summary>What the gateway answered to the last push.</summary>
    public long Held { get; private set; }

    public Task<CommandResult> Execute(ExecuteCommand request)
    {
        lock (Commands)
        {
            Commands.Add(request);
        }

        return Answer(request);
    }

    public async Task<AttachAnswer> Attach(AttachGateway request)
    {
        Attaches++;
        if (DamagedFor is { } damagedFor)
        {
            return AttachAnswer.Damaged(damagedFor);
        }

        _sinks[request.Gateway] = request.Sink;
        LastPresence = request.Presence;
        Reports.Release();
        var canGoOn = request.After >= 0 && request.After <= Head;
        var answer = new AttachAnswer(1, Head, canGoOn ? request.After : Head, canGoOn ? null : ProtocolJson.Encode(Content), FoldLevel.Current, ParticipantsMax);
        await BeforeAttachAnswer();
        if (canGoOn && request.After < Head)
        {
            _ = PushAsync(request.After + 1, history.Entries[(int)request.After..Head]);
        }

        return answer;
    }

    public Task<RenewAnswer> Renew(RenewLease request)
    {
        LastPresence = request.Presence;
        Reports.Release();
        return Task.FromResult(new RenewAnswer(_sinks.ContainsKey(request.Gateway), 1, Head, ParticipantsMax));
    }

    public async Task<ImmutableArray<long>> Counters(ImmutableArray<ParticipantDevice> devices)
    {
        CounterQuestions.Add(devices.Length);
        await BeforeCounters();
        return [.. devices.Select(_ => 0L)];
    }

    public Task Detach(GatewayId gateway)
    {
        _sinks.Remove(gateway);
        return Task.CompletedTask;
    }

    public Task Relay(RelaySignals request) => Task.CompletedTask;

    public Task PlanChanged() => Task.CompletedTask;

    public Task Sweep() => Task.CompletedTask;

    public async Task<IReadOnlyList<StoredEntry>> ReadAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken = default)
    {
        LogReads++;
        await BeforeLogRead();
        var page = history.Entries.Take(Head).Skip((int)after).Take(countMax)
            .Select(entry => history.Redacted.TryGetValue(entry.Sequence, out var at) && at <= Head ? Redaction.Of(entry) : entry)
            .Select(entry => new StoredEntry(entry.Sequence, entry.Epoch, null, entry.Sequence == Unreadable ? "{}"u8.ToArray() : EntryCodec.Encode(entry)));
        return [.. page];
    }

    public Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<StoredSnapshot?> ReadSnapshotAsync(LessonId lesson, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

/// <summary>Hands out one lesson, and observers as themselves.</summary>
internal sealed class OneLesson(PlayedBackLesson lesson) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(object)lesson;

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => (TGrainObserverInterface)obj;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw new NotSupportedException();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IAddressable GetGrain(Type grainInterfaceType, Orleans.Runtime.IdSpan grainKey) => throw new NotSupportedException();

    public IAddressable GetGrain(Type grainInterfaceType, Orleans.Runtime.IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Orleans.Runtime.GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IAddressable GetGrain(Orleans.Runtime.GrainId grainId) => throw new NotSupportedException();

    public IAddressable GetGrain(Orleans.Runtime.GrainId grainId, Orleans.Runtime.GrainInterfaceType interfaceType) => throw new NotSupportedException();
}
