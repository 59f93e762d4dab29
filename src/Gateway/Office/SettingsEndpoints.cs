using System.Diagnostics;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Settings;
using Classroom.Domain.Settings;
using Classroom.Gateway.Access;
using Classroom.Gateway.Http;
using Classroom.Gateway.Problems;
using Classroom.Ports.Identity;
using Classroom.Ports.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Office;

/// <summary><c>/api/v1/schools/{school}/settings</c>: read by everybody of the school, changed by its office.</summary>
internal static class SettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/schools/{school}/settings").WithTags("Office").RequireAuthorization();
        settings.MapGet("", ReadAsync).WithName("ReadSettings").WithSummary("What a school decided for its lessons.").Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound);
        settings.MapPut("", ChangeAsync).WithName("ChangeSettings").WithSummary("Changes the settings of a school; for its office.")
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.SettingsInvalid, ProblemCode.VersionRequired, ProblemCode.VersionConflict);
    }

    private static async Task<Results<Ok<SettingsOfSchool>, NotFound, StatusCodeHttpResult>> ReadAsync(
        SchoolId school, Caller caller, HttpContext context, SchoolDoor door, ISchoolSettingsStore settings, IOptions<OfficeOptions> options, CancellationToken cancellationToken)
    {
        if (await door.ReadAsync(caller, school, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var stored = await settings.ReadAsync(school, cancellationToken);
        return Tagged.Answer(context, stored.Version, Describe(stored.Settings, options.Value));
    }

    private static async Task<Results<Ok<SettingsOfSchool>, NotFound, ProblemHttpResult>> ChangeAsync(
        SchoolId school, SchoolSettings request, Caller caller, HttpContext context, SchoolDoor door, ISchoolSettingsStore settings, IOptions<OfficeOptions> options,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (await door.ReadAsync(caller, school, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        if (!access.IsManaged)
        {
            return Problem.Of(ProblemCode.Forbidden, "Settings are changed by the school's office.");
        }

        if (Tagged.Expected(context) is not ({ } version and >= 0 and < long.MaxValue))
        {
            return Problem.Of(ProblemCode.VersionRequired, "Say in If-Match which version was read: the ETag of the settings.");
        }

        if (!SettingsRules.MayDecide(request, options.Value.ParticipantsMax))
        {
            return Problem.Of(
                ProblemCode.SettingsInvalid,
                $"Lateness begins after 0 to {SchoolSettings.LateAfterMinutesMax} minutes; a language is one that Classroom speaks; a lesson holds 1 to {options.Value.ParticipantsMax} people.");
        }

        var before = (await settings.ReadAsync(school, cancellationToken)).Settings; // Of the version expected, or nothing is written.
        var act = new AuditAct(time.GetUtcNow(), caller.Account, school, AuditAction.SettingsChanged, ChangesOf(before, request));
        if (!await settings.SaveAsync(school, new(request, version + 1), act, cancellationToken))
        {
            return Problem.Of(ProblemCode.VersionConflict, "The settings changed meanwhile. Read them again.");
        }

        Tagged.Mark(context, version + 1);
        return TypedResults.Ok(Describe(request, options.Value));
    }

    /// <summary>What the trail says of a change.</summary>
    private static string ChangesOf(SchoolSettings before, SchoolSettings after)
    {
        (string Name, string Before, string After)[] all =
        [
            ("lateAfterMinutes", $"{before.LateAfterMinutes}", $"{after.LateAfterMinutes}"),
            ("language", CodeOf(before.Language), CodeOf(after.Language)),
            ("participantsMax", $"{before.ParticipantsMax}", $"{after.ParticipantsMax}"),
        ];
        return string.Join(',', all.Where(one => one.Before != one.After).Select(one => $"{one.Name}={one.Before}>{one.After}"));
    }

    private static string CodeOf(SchoolLanguage language) => language switch
    {
        SchoolLanguage.French => "fr",
        SchoolLanguage.English => "en",
        _ => throw new UnreachableException($"{language} has no code."),
    };

    private static SettingsOfSchool Describe(SchoolSettings settings, OfficeOptions options) =>
        new(settings.LateAfterMinutes, settings.Language, settings.ParticipantsMax, options.ParticipantsMax);
}
