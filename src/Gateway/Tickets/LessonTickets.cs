using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Tickets;

/// <summary>Issues and redeems lesson tickets: short-lived, single-use proof that a session may enter a lesson.</summary>
/// <remarks>
/// Any gateway of the cluster issues for any other; only the named incarnation redeems. Single use needs no shared store:
/// that one process remembers the ids until they have expired, and a restarted process is another incarnation.
/// Reads no database.
/// </remarks>
internal sealed class LessonTickets(IDataProtectionProvider protection, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Longest accepted ticket, in characters. A real one has about 600.</summary>
    public const int LengthMax = 2048;

    private readonly IDataProtector _protector = protection.CreateProtector("Classroom.LessonTicket.v1");
    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = [];
    private readonly PriorityQueue<string, DateTimeOffset> _expiries = new();

    /// <summary>Issues one ticket for one connection. The caller has checked at the door that they may enter, and as what.</summary>
    public string Issue(GatewayId gateway, LessonId lesson, ParticipantId participant, LessonRole role, DeviceId device, SessionRef session)
    {
        var ticket = new LessonTicket(OpaqueId.New(), gateway, lesson, participant, role, device, session, time.GetUtcNow() + options.Value.TicketLifetime);
        return Protected.Write(_protector, ticket);
    }

    /// <summary>Redeems a ticket at the gateway <paramref name="self"/>, once.</summary>
    public TicketRedemption Redeem(string? text, GatewayId self)
    {
        if (Protected.Read<LessonTicket>(_protector, text, LengthMax) is not { } ticket)
        {
            return new(null, TicketFailure.Invalid);
        }

        if (ticket.Gateway != self)
        {
            return new(null, TicketFailure.WrongGateway);
        }

        // Clocks differ: the issuer may be ahead or behind by the allowed skew, never more.
        var now = time.GetUtcNow();
        if (now > ticket.ExpiresAt + options.Value.ClockSkewMax || ticket.ExpiresAt - now > options.Value.TicketLifetime + options.Value.ClockSkewMax)
        {
            return new(null, TicketFailure.Expired);
        }

        return Remember(ticket, now) is { } failure ? new(null, failure) : new(ticket, null);
    }

    private TicketFailure? Remember(LessonTicket ticket, DateTimeOffset now)
    {
        lock (_lock)
        {
            while (_expiries.TryPeek(out var id, out var until) && until < now)
            {
                _expiries.Dequeue();
                _used.Remove(id);
            }

            if (_used.Contains(ticket.Id))
            {
                return TicketFailure.Used;
            }

            if (_used.Count >= options.Value.TicketsRememberedMax)
            {
                return TicketFailure.Busy; // Forgetting one would let it be used twice.
            }

            _used.Add(ticket.Id);
            _expiries.Enqueue(ticket.Id, ticket.ExpiresAt + options.Value.ClockSkewMax);
            return null;
        }
    }
}
