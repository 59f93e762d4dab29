using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Orleans;
using Orleans.Concurrency;

namespace Classroom.Grains.Abstractions.Lessons;

/// <summary>One lesson: puts commands in order, makes them durable, and tells the gateways. Key: <see cref="LessonId"/>.</summary>
/// <remarks>
/// What interleaves does so safely: each such method decides, changes state and takes its place in the log before its first
/// await, and awaits nothing but the log.
/// </remarks>
[Alias("ILessonGrain")]
public interface ILessonGrain : IGrainWithStringKey
{
    /// <summary>Decides a command, and answers once it is durable. Interleaves, so that many commands share one commit.</summary>
    /// <remarks>A lesson whose log is damaged answers <see cref="LessonRefusal.Unavailable"/> too. An exception, a timeout or <see cref="LessonRefusal.Unavailable"/> means that the outcome is unknown: retry with the same id.</remarks>
    [Alias("Execute"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<CommandResult> Execute(ExecuteCommand request);

    /// <summary>Starts pushing to a gateway, or goes on after a break. The first push may arrive before the answer does.</summary>
    /// <exception cref="InvalidOperationException">There is no such lesson, or as many gateways follow it as can.</exception>
    [Alias("Attach"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<AttachAnswer> Attach(AttachGateway request);

    /// <summary>Renews a gateway's lease and proves presence. Every 10 seconds with the whole list; at most 10 a second with changes.</summary>
    [Alias("Renew"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<RenewAnswer> Renew(RenewLease request);

    /// <summary>For each device, in order, the highest counter of its commands that the lesson remembers; 0 if none. Asked for many newcomers at once.</summary>
    [Alias("Counters"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<long>> Counters(ImmutableArray<ParticipantDevice> devices);

    /// <summary>Ends a gateway's lease and with it the presence it proved.</summary>
    [Alias("Detach"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Detach(GatewayId gateway);

    /// <summary>Relays fleeting signals to the other gateways. May be dropped.</summary>
    [Alias("Relay"), AlwaysInterleave, OneWay]
    Task Relay(RelaySignals request);

    /// <summary>The plan changed: read it again, and act on it if the lesson is live.</summary>
    [Alias("PlanChanged")]
    Task PlanChanged();

    /// <summary>Does what is due now: releases places, ends the lesson. Called by the sweeper; timers do the same sooner.</summary>
    [Alias("Sweep")]
    Task Sweep();
}

/// <summary>A command and who sends it, as stamped by the gateway.</summary>
/// <param name="Id">Names the command for ever.</param>
/// <param name="By">Who, and as what.</param>
/// <param name="Command">What to do.</param>
[GenerateSerializer, Immutable, Alias("ExecuteCommand")]
public sealed record ExecuteCommand(CommandId Id, Viewer By, LessonCommand Command);

/// <summary>One device of one participant: what a sequence of counters belongs to.</summary>
[GenerateSerializer, Immutable, Alias("ParticipantDevice")]
public readonly record struct ParticipantDevice(ParticipantId Participant, DeviceId Device);

/// <summary>A gateway that wants to follow a lesson.</summary>
/// <param name="Gateway">Which incarnation.</param>
/// <param name="Sink">Where to push.</param>
/// <param name="FoldLevel">The fold level the gateway knows.</param>
/// <param name="Epoch">Epoch of the last entry it holds; 0 if none.</param>
/// <param name="After">Last sequence it holds; -1 if none: then the answer carries the state.</param>
/// <param name="Presence">Everybody connected to it for this lesson.</param>
[GenerateSerializer, Immutable, Alias("AttachGateway")]
public sealed record AttachGateway(GatewayId Gateway, ILessonSink Sink, int FoldLevel, long Epoch, long After, ImmutableArray<PresenceProof> Presence);

/// <summary>Where the gateway goes on from.</summary>
/// <param name="Epoch">The lesson's epoch.</param>
/// <param name="Head">The lesson's head.</param>
/// <param name="Sequence">The sequence from which pushes go on: the gateway's own <c>After</c>, or that of <paramref name="State"/>.</param>
/// <param name="State">The whole <see cref="LessonView"/> as of <paramref name="Sequence"/>, UTF-8 JSON; none if the gateway can go on from what it holds.</param>
/// <param name="FoldLevel">The fold level one must know to follow this lesson. A gateway that knows less was not attached: its clients are too old.</param>
/// <param name="ParticipantsMax">People who may hold a place before students are refused: the node's limit, or less if the school decided so.</param>
/// <param name="DamagedFor">
/// Set if what is stored of the lesson cannot be right: then nothing else holds, the gateway was not attached, and asking again
/// before that time is in vain.
/// </param>
[GenerateSerializer, Immutable, Alias("AttachAnswer")]
public sealed record AttachAnswer(long Epoch, long Head, long Sequence, byte[]? State, int FoldLevel, int ParticipantsMax, TimeSpan? DamagedFor = null)
{
    /// <summary>The lesson's log is damaged.</summary>
    public static AttachAnswer Damaged(TimeSpan damagedFor) => new(0, 0, 0, null, 0, 0, damagedFor);
}

/// <summary>One person connected to a gateway.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">As what.</param>
/// <param name="Devices">On how many devices there; 0 says they left.</param>
/// <param name="SilentFor">How long before that they last gave a sign of life; nothing if they left just then.</param>
[GenerateSerializer, Immutable, Alias("PresenceProof")]
public sealed record PresenceProof(ParticipantId Participant, LessonRole Role, int Devices, TimeSpan SilentFor = default);

/// <summary>A gateway's proof of life and of presence.</summary>
/// <param name="Gateway">Which incarnation.</param>
/// <param name="After">Last sequence it holds.</param>
/// <param name="Whole">Whether <paramref name="Presence"/> is everybody (renews the lease), or only changes since the last call.</param>
/// <param name="Presence">Who is connected.</param>
[GenerateSerializer, Immutable, Alias("RenewLease")]
public sealed record RenewLease(GatewayId Gateway, long After, bool Whole, ImmutableArray<PresenceProof> Presence);

/// <summary>Whether the lesson still knows the gateway.</summary>
/// <param name="Attached">False: attach again from the last sequence held.</param>
/// <param name="Epoch">The lesson's epoch.</param>
/// <param name="Head">The lesson's head.</param>
/// <param name="ParticipantsMax">As in <see cref="AttachAnswer"/>.</param>
[GenerateSerializer, Immutable, Alias("RenewAnswer")]
public sealed record RenewAnswer(bool Attached, long Epoch, long Head, int ParticipantsMax);

/// <summary>Signals of one gateway's connections.</summary>
[GenerateSerializer, Immutable, Alias("RelaySignals")]
public sealed record RelaySignals(GatewayId Gateway, ImmutableArray<SignalBy> Signals);
