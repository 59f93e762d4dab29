using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Access;

namespace Classroom.Gateway.Tickets;

/// <summary>What a ticket says: who may open one connection to one lesson on one gateway.</summary>
/// <param name="Id">Random; remembered by the gateway that redeems it.</param>
/// <param name="Gateway">The one incarnation that redeems it.</param>
/// <param name="Lesson">The lesson; its school is the school of the participant.</param>
/// <param name="Participant">Who.</param>
/// <param name="Role">As what.</param>
/// <param name="Device">Which installation of the client.</param>
/// <param name="Session">The session that asked for it: when it ends early, the connection does too.</param>
/// <param name="ExpiresAt">Latest instant to redeem it.</param>
internal sealed record LessonTicket(
    string Id,
    GatewayId Gateway,
    LessonId Lesson,
    ParticipantId Participant,
    LessonRole Role,
    DeviceId Device,
    SessionRef Session,
    DateTimeOffset ExpiresAt);

/// <summary>Why a ticket was not redeemed. Names are codes of the protocol: append only.</summary>
internal enum TicketFailure
{
    /// <summary>Not a ticket of this cluster. Join again.</summary>
    Invalid = 1,

    /// <summary>Too late. Join again.</summary>
    Expired = 2,

    /// <summary>Already redeemed. Join again.</summary>
    Used = 3,

    /// <summary>For another gateway, or an earlier incarnation of this one. Join again.</summary>
    WrongGateway = 4,

    /// <summary>More tickets are redeemed than this gateway can remember. Retry in a few seconds.</summary>
    Busy = 5,
}

/// <summary>Either the ticket, or why not.</summary>
internal readonly record struct TicketRedemption(LessonTicket? Ticket, TicketFailure? Failure);
