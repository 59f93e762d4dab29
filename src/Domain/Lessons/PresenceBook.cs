using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>Who is connected where, as gateways prove it; what the log should say follows from it. Immutable, never stored.</summary>
/// <remarks>
/// A gateway's proof holds for a lease. When a lease runs out, its people left at the last proof. A new activation knows no
/// gateway yet: it waits one lease before it ends the presence of people the log counts as here but nobody proves, and ends
/// it at the last proof that an earlier activation made durable. Who is proved to it only later than a lease after that proof
/// left then too, and arrives anew: no row of restarts bridges an absence.
/// </remarks>
public sealed record PresenceBook
{
    /// <summary>Arrivals of one student in a lesson after which their departures wait for the time of grace.</summary>
    public const int ArrivalsMax = 100;

    private static readonly TimeSpan WorthAWrite = TimeSpan.FromSeconds(1);

    /// <summary>When this activation began.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The last proof that an earlier activation made durable.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>What each gateway proves.</summary>
    public ImmutableDictionary<GatewayId, GatewayProof> Gateways { get; init; } = ImmutableDictionary<GatewayId, GatewayProof>.Empty;

    /// <summary>Last proofs of people whom no gateway proves any more, until the log says that they left.</summary>
    public ImmutableDictionary<ParticipantId, DateTimeOffset> LastProofs { get; init; } = ImmutableDictionary<ParticipantId, DateTimeOffset>.Empty;

    /// <summary>When each person was first proved to this activation.</summary>
    public ImmutableDictionary<ParticipantId, DateTimeOffset> FirstProofs { get; init; } = ImmutableDictionary<ParticipantId, DateTimeOffset>.Empty;

    /// <summary>Whether anybody is proved to be here.</summary>
    public bool HasPeople => Gateways.Values.Any(gateway => gateway.People.Count > 0);

    /// <summary>Takes a gateway's proof.</summary>
    /// <param name="gateway">Which gateway.</param>
    /// <param name="whole">Whether <paramref name="people"/> is everybody, or only those whose number of devices changed.</param>
    /// <param name="people">Who, with their number of devices there; 0 says they left.</param>
    /// <param name="now">The time.</param>
    public PresenceBook Prove(GatewayId gateway, bool whole, IReadOnlyList<ProvedPerson> people, DateTimeOffset now)
    {
        var before = Gateways.GetValueOrDefault(gateway)?.People ?? ImmutableDictionary<ParticipantId, LessonRole>.Empty;
        var after = whole ? ImmutableDictionary<ParticipantId, LessonRole>.Empty : before;
        foreach (var person in people)
        {
            after = person.Devices > 0 ? after.SetItem(person.Participant, person.Role) : after.Remove(person.Participant);
        }

        var silences = people.Where(person => person.Devices == 0).ToDictionary(person => person.Participant, person => person.SilentFor);

        // A change renews nobody's lease but its own people's; a whole list renews all of it.
        var provedAt = whole ? now : Gateways.GetValueOrDefault(gateway)?.ProvedAt ?? now;
        return this with
        {
            Gateways = Gateways.SetItem(gateway, new GatewayProof(provedAt, after)),
            LastProofs = Later(before.Keys.Where(person => !after.ContainsKey(person)), person => now - silences.GetValueOrDefault(person)),
            FirstProofs = FirstProofs.AddRange(after.Keys.Where(person => !FirstProofs.ContainsKey(person)).Select(person => KeyValuePair.Create(person, now))),
        };
    }

    /// <summary>Forgets a gateway that says it is done, at its word: its people are gone now.</summary>
    public PresenceBook Drop(GatewayId gateway, DateTimeOffset now) => Forget(gateway, now);

    /// <summary>Forgets the gateways whose lease ran out: their people left at the last proof.</summary>
    public PresenceBook Expire(DecisionContext context) => Gateways
        .Where(gateway => context.Since(gateway.Value.ProvedAt) >= context.Limits.LeaseTime)
        .Aggregate(this, (book, gateway) => book.Forget(gateway.Key, gateway.Value.ProvedAt));

    /// <summary>What the log has to say so that it agrees with this book.</summary>
    public Decision Reconcile(LessonState lesson, DecisionContext context)
    {
        var content = lesson.Content;
        var left = context.Limits.EntriesMax - lesson.Books.Sequence;
        if (content.Phase == LessonPhase.Ended || left <= context.Limits.EndReserve / 2)
        {
            return Decision.Nothing; // What is left of the log is kept for the end.
        }

        var proved = Proved();
        var returns = Returns(content, proved, context);
        var departures = content.People
            .Where(person => person.Value.LeftAt is null && !proved.ContainsKey(person.Key) && IsGone(person.Key, person.Value.Since, context))
            .Where(person => !IsRestless(lesson, person.Key) || context.Since(DepartureOf(person.Key, person.Value.Since).At) >= context.Limits.GraceTime)
            .Select(person => DepartureOf(person.Key, person.Value.Since))
            .ToImmutableArray();
        var arrivals = Arrivals(content, proved, context.Limits);
        if (!returns.IsEmpty)
        {
            // Two entries, since one lets people arrive before it lets others leave.
            return Changes(new([], departures.AddRange(returns)), new(arrivals.AddRange(returns.Select(back => new Arrival(back.Participant, proved[back.Participant]))), []));
        }

        return arrivals.IsEmpty && departures.IsEmpty ? Decision.Nothing : Changes(new PresenceChanged(arrivals, departures));
    }

    /// <summary>Lets people leave at their last proof before a decision ends their presence at its own time, if nobody proves them any more.</summary>
    /// <remarks>
    /// The end of the lesson does that to everybody, an ejection to one. Any other decision stays as it is: there is still time
    /// to prove them.
    /// </remarks>
    public Decision LeaveBefore(LessonState lesson, Decision decision)
    {
        var ends = decision.Events.Any(decided => decided.Event is LessonEnded);
        var ejected = decision.Events.Select(decided => decided.Event).OfType<ParticipantEjected>().Select(ejection => ejection.Participant).ToHashSet();
        if (!ends && ejected.Count == 0)
        {
            return decision;
        }

        var proved = Proved();
        var departures = lesson.Content.People
            .Where(person => person.Value.LeftAt is null && (ends || ejected.Contains(person.Key)) && !proved.ContainsKey(person.Key))
            .Where(person => person.Value.Since <= OpenedAt || LastProofs.ContainsKey(person.Key))
            .Select(person => DepartureOf(person.Key, person.Value.Since))
            .ToImmutableArray();
        return departures.IsEmpty ? decision : decision with
        {
            Events = decision.Events.Insert(0, new DecidedEvent(new PresenceChanged([], departures), Audience.All)),
            Main = decision.Main + 1,
        };
    }

    /// <summary>The time at which everybody who counts as here is proved to have been here, if it is worth a write; else none.</summary>
    /// <param name="lesson">The lesson as it is stored.</param>
    /// <param name="last">The last such time that was kept.</param>
    /// <remarks>
    /// If this activation ends without a word, presence ends at the last such time. As every whole report of a gateway moves it,
    /// that is less than one report before the true last proof. While somebody is not proved yet (a takeover), it must not move.
    /// </remarks>
    public DateTimeOffset? ProofToKeep(LessonState lesson, DateTimeOffset last)
    {
        var present = lesson.Content.People.Where(person => person.Value.LeftAt is null).Select(person => person.Key).ToHashSet();
        var gateways = Gateways.Values.Where(gateway => gateway.People.Count > 0).ToList();
        if (present.Count == 0 || gateways.Count == 0 || !present.IsSubsetOf(gateways.SelectMany(gateway => gateway.People.Keys)))
        {
            return null;
        }

        var provedAt = gateways.Min(gateway => gateway.ProvedAt);
        return provedAt >= last + WorthAWrite ? provedAt : null;
    }

    /// <summary>Forgets last proofs of people who, by the log, are not here.</summary>
    public PresenceBook Settle(LessonState lesson) => LastProofs.IsEmpty
        ? this
        : this with { LastProofs = LastProofs.RemoveRange(LastProofs.Keys.Where(person => !LessonRules.IsHere(lesson.Content, person))) };

    private SortedDictionary<ParticipantId, LessonRole> Proved()
    {
        var proved = new SortedDictionary<ParticipantId, LessonRole>();
        foreach (var (participant, role) in Gateways.Values.SelectMany(gateway => gateway.People))
        {
            proved[participant] = role;
        }

        return proved;
    }

    private static Decision Changes(params IEnumerable<PresenceChanged> changes) =>
        new() { Events = [.. changes.Select(change => new DecidedEvent(change, Audience.All))] };

    /// <summary>People whom an earlier activation counted as here and who came back to this one later than a lease after the last proof: they were away between.</summary>
    private ImmutableArray<Departure> Returns(LessonView content, SortedDictionary<ParticipantId, LessonRole> proved, DecisionContext context) =>
    [
        .. from person in content.People
           where person.Value.LeftAt is null && person.Value.Since <= OpenedAt && proved.ContainsKey(person.Key)
           let last = ProvedAt > person.Value.Since ? ProvedAt.Value : person.Value.Since
           where FirstProofs.TryGetValue(person.Key, out var first) && context.Leaps.Elapsed(last, first) > context.Limits.LeaseTime
           select new Departure(person.Key, last),
    ];

    private static ImmutableArray<Arrival> Arrivals(LessonView content, SortedDictionary<ParticipantId, LessonRole> proved, LessonLimits limits)
    {
        var free = limits.ParticipantsMax - content.People.Count;
        var arrivals = ImmutableArray.CreateBuilder<Arrival>();
        foreach (var (participant, role) in proved)
        {
            if (LessonRules.IsHere(content, participant) || content.SentOut.Contains(participant))
            {
                continue;
            }

            var hasPlace = content.People.ContainsKey(participant);
            if (hasPlace || role == LessonRole.Teacher || free-- > 0)
            {
                arrivals.Add(new Arrival(participant, role));
            }
        }

        return arrivals.ToImmutable();
    }

    /// <summary>Whether somebody whom nobody proves has had the time to be proved.</summary>
    private bool IsGone(ParticipantId participant, DateTimeOffset since, DecisionContext context) =>
        LastProofs.ContainsKey(participant)
        || context.Since(since > OpenedAt ? since : OpenedAt) >= context.Limits.LeaseTime; // Also who sent a command before their gateway's report.

    /// <summary>Whether somebody came and went so often that the log must be kept from them: no share of it bounds arrivals, as nobody asks for them.</summary>
    private static bool IsRestless(LessonState lesson, ParticipantId participant) => lesson.Books.Arrivals.GetValueOrDefault(participant) >= ArrivalsMax;

    private Departure DepartureOf(ParticipantId participant, DateTimeOffset since)
    {
        var at = LastProofs.TryGetValue(participant, out var last) ? last : ProvedAt ?? since;
        return new(participant, at > since ? at : since);
    }

    private PresenceBook Forget(GatewayId gateway, DateTimeOffset at) => Gateways.TryGetValue(gateway, out var proof)
        ? this with
        {
            Gateways = Gateways.Remove(gateway),
            LastProofs = Later(proof.People.Keys, _ => at),
        }
        : this;

    private ImmutableDictionary<ParticipantId, DateTimeOffset> Later(IEnumerable<ParticipantId> people, Func<ParticipantId, DateTimeOffset> at) =>
        LastProofs.SetItems(people.Select(person => KeyValuePair.Create(person, LastProofs.TryGetValue(person, out var known) && known > at(person) ? known : at(person))));
}

/// <summary>What one gateway proves.</summary>
/// <param name="ProvedAt">When it last sent its whole list.</param>
/// <param name="People">Who is connected to it, and as what.</param>
public sealed record GatewayProof(DateTimeOffset ProvedAt, ImmutableDictionary<ParticipantId, LessonRole> People);

/// <summary>One person in a gateway's proof.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">As what.</param>
/// <param name="Devices">On how many devices there; 0 says they left.</param>
/// <param name="SilentFor">How long before that they last gave a sign of life; nothing if they left just then.</param>
public sealed record ProvedPerson(ParticipantId Participant, LessonRole Role, int Devices, TimeSpan SilentFor = default);
