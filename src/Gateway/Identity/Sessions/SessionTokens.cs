using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Sessions;

/// <summary>Makes and reads session tokens. The cookie and the bearer token are the same text, for different purposes: neither is accepted as the other.</summary>
internal sealed class SessionTokens(IDataProtectionProvider protection, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Longest accepted token, in characters. A real one has about 600.</summary>
    public const int LengthMax = 3072;

    private readonly IDataProtector _cookie = protection.CreateProtector("Classroom.Session.v1", "Cookie");
    private readonly IDataProtector _bearer = protection.CreateProtector("Classroom.Session.v1", "Bearer");

    /// <summary>Starts a session of an account.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="displayName">Name to greet them with.</param>
    /// <param name="roles">What the credential gives.</param>
    /// <param name="remember">Whether it outlives the browser.</param>
    public SessionGrant Start(Account account, string displayName, ImmutableArray<SchoolRole> roles, bool remember)
    {
        var lifetime = !remember || account.Id.Person is null ? options.Value.BriefSessionLifetime
            : roles is [SchoolRole.Student] ? options.Value.StudentSessionLifetime
            : options.Value.StaffSessionLifetime;
        return new(new(account.Id, OpaqueId.New(16), account.Stamp, time.GetUtcNow() + lifetime, remember), displayName, roles);
    }

    public string Write(SessionGrant grant, bool bearer) => Protected.Write(bearer ? _bearer : _cookie, grant);

    /// <summary>The grant, or null if the text is no token of this kind. Does not say whether the session lives.</summary>
    public SessionGrant? Read(string? token, bool bearer) => Protected.Read<SessionGrant>(bearer ? _bearer : _cookie, token, LengthMax);
}
