using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Classroom.SingleNode.Hosting;

/// <summary>Looks at the addresses before anything is started: the server would find out last, when all the rest runs.</summary>
internal static class ListenAddresses
{
    /// <summary>Makes sure that each is an address, and that somebody can listen on it now.</summary>
    /// <param name="urls">Separated by <c>;</c>.</param>
    /// <exception cref="SettingException">One is not an address.</exception>
    /// <exception cref="AddressUnusableException">One is in use, not of this machine, or not for this user.</exception>
    public static void Check(string urls)
    {
        foreach (var url in Split(urls))
        {
            Check(url, Parse(url));
        }
    }

    private static string[] Split(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } split ? split
            : throw new SettingException("CLASSROOM_URLS has no address in it. Write it as in http://localhost:8080.");

    private static BindingAddress Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme is "http" or "https" && address.Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort)
            {
                return address;
            }
        }
        catch (FormatException)
        {
            // Said below, as for a scheme that nobody speaks.
        }

        throw new SettingException($"CLASSROOM_URLS: '{url}' is not an address. Write it as in http://localhost:8080; separate several by ';'.");
    }

    private static void Check(string url, BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
        {
            return; // A port that the system chooses is free.
        }

        try
        {
            using var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(HostOf(address), address.Port));
            socket.Listen();
        }
        catch (SocketException exception)
        {
            throw new AddressUnusableException(url, exception);
        }
    }

    /// <summary>As the server does it: a name that is not an IP address means every address of this machine.</summary>
    private static IPAddress HostOf(BindingAddress address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(address.Host, out var host) ? host
        : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
}

/// <summary>Nobody can listen on this address now. Nothing was started.</summary>
internal sealed class AddressUnusableException(string url, SocketException reason)
    : IOException($"{url} {Why(reason)}. Choose another address, as in CLASSROOM_URLS=http://localhost:8081.", reason)
{
    private static string Why(SocketException reason) => reason.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "is in use by another process",
        SocketError.AccessDenied => "is not for this user to listen on: ports below 1024 need special rights",
        SocketError.AddressNotAvailable => "is not an address of this machine",
        _ => $"cannot be listened on ({reason.SocketErrorCode})",
    };
}
