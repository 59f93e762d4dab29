using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Lessons.Hub;
using Classroom.Ports.Gateways;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Gateways;

/// <summary>Says at which gateways a lesson meets: the same two for everybody, so that it meets few.</summary>
internal sealed class Entrances(ThisGateway self, IOptions<GatewayOptions> options, GatewayDirectory directory)
{
    private const int CandidatesMax = 2;

    /// <summary>Gateways to try, in order, with the address of each one's hub.</summary>
    public ImmutableArray<(GatewayId Gateway, string Url)> Of(LessonId lesson)
    {
        if (options.Value.PublicAddress is null)
        {
            return [(self.Id, TicketGate.Path)];
        }

        var live = directory.Live.Where(gateway => !gateway.Draining).ToList();
        return [.. Rank(lesson, live).Take(CandidatesMax).Select(gateway => (gateway.Id, new Uri(gateway.Address, TicketGate.Path).ToString()))];
    }

    /// <summary>Rendezvous hashing: a gateway that comes or goes moves only the lessons that meet there.</summary>
    internal static IEnumerable<GatewayRegistration> Rank(LessonId lesson, IEnumerable<GatewayRegistration> gateways) =>
        gateways.OrderByDescending(gateway => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{lesson} {gateway.Address}"))), StringComparer.Ordinal).ThenBy(gateway => gateway.Id.ToString(), StringComparer.Ordinal);
}
