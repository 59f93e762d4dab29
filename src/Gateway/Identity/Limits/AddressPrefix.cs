using System.Net;
using System.Net.Sockets;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>Where somebody who is not signed in comes from, as coarsely as one subscriber: an IPv4 address, or an IPv6 /56.</summary>
/// <remarks>One prefix can be a whole school: limits per prefix are sized for that.</remarks>
internal static class AddressPrefix
{
    private const int SubscriberBytes = 56 / 8;

    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, SubscriberBytes))
            : address.ToString();
    }
}
