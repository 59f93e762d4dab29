using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>Who is here, as the gateways prove it, and how far that proof is durable. Lives in its lesson's turns.</summary>
internal sealed class LessonPresence(DateTimeOffset openedAt, DateTimeOffset? provedAt, LessonMetrics metrics)
{
    private PresenceBook _book = new() { OpenedAt = openedAt, ProvedAt = provedAt };
    private DateTimeOffset _keptProof = provedAt ?? DateTimeOffset.MinValue;

    public void Prove(GatewayId gateway, bool whole, ImmutableArray<PresenceProof> people, DateTimeOffset now) =>
        _book = _book.Prove(gateway, whole, [.. people.Select(proof => new ProvedPerson(proof.Participant, proof.Role, proof.Devices, proof.SilentFor))], now);

    public void Drop(GatewayId gateway, DateTimeOffset now) => _book = _book.Drop(gateway, now);

    public void Expire(DecisionContext context)
    {
        var kept = _book.Expire(context);
        metrics.PresenceExpired(_book.Gateways.Where(gateway => !kept.Gateways.ContainsKey(gateway.Key)).Sum(gateway => gateway.Value.People.Count));
        _book = kept;
    }

    /// <summary>What the log has to say so that it agrees with what is proved.</summary>
    public Decision Reconcile(LessonState lesson, DecisionContext context) => _book.Reconcile(lesson, context);

    /// <summary>Whoever nobody proves when their presence is ended has left before.</summary>
    public Decision LeaveBefore(LessonState lesson, Decision decision) => _book.LeaveBefore(lesson, decision);

    /// <summary>To be called with the lesson after a reconciliation.</summary>
    public void Settle(LessonState lesson) => _book = _book.Settle(lesson);

    /// <summary>Takes the proof that is to be made durable now, if there is one: see <see cref="PresenceBook.ProofToKeep"/>.</summary>
    public DateTimeOffset? TakeProof(LessonState lesson)
    {
        var proof = _book.ProofToKeep(lesson, _keptProof);
        _keptProof = proof ?? _keptProof;
        return proof;
    }
}
