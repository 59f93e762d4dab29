using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity;
using Classroom.Gateway.Tickets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Gateway.Tests.Tickets;

public sealed class LessonTicketsTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly GatewayId Here = GatewayId.Parse("here");
    private static readonly AccountId Ada = AccountId.Parse("demo~ada");
    private static readonly SessionRef Session = new(Ada, "session1", "stamp1", Now.AddHours(1));

    private readonly FakeTimeProvider _time = new(Now);
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly IdentityOptions _options = new() { TicketLifetime = TimeSpan.FromSeconds(60), ClockSkewMax = TimeSpan.FromSeconds(5) };

    [Fact]
    public void A_ticket_says_what_it_was_issued_for()
    {
        var tickets = Gateway();

        var (ticket, failure) = tickets.Redeem(Issue(tickets), Here);

        Assert.Null(failure);
        Assert.Equal(
            new LessonTicket(
                ticket!.Id, Here, LessonId.Parse("demo~lesson1"), ParticipantId.Parse("ada"), LessonRole.Teacher, DeviceId.Parse("phone"), Session, Now.AddSeconds(60)),
            ticket);
    }

    [Fact]
    public void A_ticket_opens_one_connection()
    {
        var tickets = Gateway();
        var text = Issue(tickets);

        var failures = Enumerable.Range(0, 3).Select(_ => tickets.Redeem(text, Here).Failure);

        Assert.Equal([null, TicketFailure.Used, TicketFailure.Used], failures);
    }

    [Fact]
    public async Task Of_many_who_redeem_one_ticket_at_once_one_gets_in()
    {
        var tickets = Gateway();
        var text = Issue(tickets);

        var redemptions = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => tickets.Redeem(text, Here), TestContext.Current.CancellationToken)));

        Assert.Single(redemptions, redemption => redemption.Ticket is not null);
    }

    [Fact]
    public void A_ticket_of_one_gateway_opens_no_other_and_no_later_incarnation()
    {
        var text = Issue(Gateway());

        Assert.Equal(TicketFailure.WrongGateway, Gateway().Redeem(text, GatewayId.Parse("there")).Failure);
        Assert.Null(Gateway().Redeem(text, Here).Failure); // Refused elsewhere is not used up.
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(60, null)]
    [InlineData(65, null)] // The issuer's clock may be five seconds ahead of ours.
    [InlineData(65.001, "Expired")]
    [InlineData(-5, null)] // Or behind.
    [InlineData(-5.001, "Expired")] // No honest clock is: it would be remembered for too short a time.
    public void A_ticket_can_be_used_for_a_minute_by_clocks_that_differ_a_little(double secondsLater, string? expected)
    {
        var text = Issue(Gateway());

        _time.AdjustTime(Now.AddSeconds(secondsLater));

        Assert.Equal(expected, Gateway().Redeem(text, Here).Failure?.ToString());
    }

    [Fact]
    public void A_used_ticket_stays_used_until_it_has_expired()
    {
        var tickets = Gateway();
        var text = Issue(tickets);
        tickets.Redeem(text, Here);

        _time.Advance(TimeSpan.FromSeconds(65));
        Assert.Equal(TicketFailure.Used, tickets.Redeem(text, Here).Failure);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TicketFailure.Expired, tickets.Redeem(text, Here).Failure);
    }

    [Fact]
    public void A_gateway_that_can_remember_no_more_lets_nobody_in_until_tickets_expire()
    {
        _options.TicketsRememberedMax = 2;
        var tickets = Gateway();
        var first = Issue(tickets);
        Assert.Null(tickets.Redeem(first, Here).Failure);
        Assert.Null(tickets.Redeem(Issue(tickets), Here).Failure);

        Assert.Equal(TicketFailure.Busy, tickets.Redeem(Issue(tickets), Here).Failure);
        Assert.Equal(TicketFailure.Used, tickets.Redeem(first, Here).Failure);

        _time.Advance(TimeSpan.FromSeconds(66));
        Assert.Null(tickets.Redeem(Issue(tickets), Here).Failure);
    }

    [Fact]
    public void What_is_no_ticket_is_invalid()
    {
        var tickets = Gateway();
        var text = Issue(tickets);
        string?[] texts =
        [
            null, "", "x", "not base64url!", new string('A', LessonTickets.LengthMax + 1), text[..^1], "A" + text[1..], text + text,
            Issue(new LessonTickets(new EphemeralDataProtectionProvider(), Options.Create(_options), _time)), // Another cluster's.
            Protected.Write(_keys.CreateProtector("Classroom.Session.v1", "Bearer"), Session), // A session token.
        ];

        Assert.All(texts, forged => Assert.Equal(TicketFailure.Invalid, tickets.Redeem(forged, Here).Failure));
    }

    private LessonTickets Gateway() => new(_keys, Options.Create(_options), _time);

    private static string Issue(LessonTickets tickets) =>
        tickets.Issue(Here, LessonId.Parse("demo~lesson1"), ParticipantId.Parse("ada"), LessonRole.Teacher, DeviceId.Parse("phone"), Session);
}
