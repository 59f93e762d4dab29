using System.Collections.Immutable;
using Classroom.Gateway.Access;
using Classroom.Grains.Abstractions.Timetables;

namespace Classroom.Gateway.Timetables;

/// <summary><c>GET /api/v1/me/devices</c>: with which devices the caller joined lessons lately, so that they notice one that is not theirs.</summary>
internal static class DevicesEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/devices", ReadAsync).WithTags("Timetable").WithName("ReadDevices").WithSummary("The devices one joined lessons with lately.").RequireAuthorization();

    private static Task<ImmutableArray<SeenDevice>> ReadAsync(Caller caller, IGrainFactory grains) =>
        PersonGrains.Of(grains, caller)?.Devices() ?? Task.FromResult(ImmutableArray<SeenDevice>.Empty);
}
