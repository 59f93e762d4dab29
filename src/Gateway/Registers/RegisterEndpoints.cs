using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Registers;
using Classroom.Contracts.Settings;
using Classroom.Domain.Registers;
using Classroom.Gateway.Access;
using Classroom.Gateway.Lessons;
using Classroom.Gateway.Problems;
using Classroom.Ports.Registers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Registers;

/// <summary>The register of a lesson: for its teachers and the office, who can correct it.</summary>
internal static class RegisterEndpoints
{
    private const string Csv = "text/csv";

    public static void Map(IEndpointRouteBuilder api)
    {
        var lesson = api.MapGroup("/lessons/{lesson}").WithTags("Registers").RequireAuthorization();
        lesson.MapGet("/register", ReadAsync).WithName("ReadRegister").WithSummary("Who was in a lesson, late, absent or gone early; of a live one, so far. For its teachers and the office.")
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden);
        lesson.MapGet("/register.csv", ReadCsvAsync).WithName("ReadRegisterCsv").WithSummary("The register for spreadsheets: UTF-8 with a byte order mark, no cell is a formula.")
            .Produces<Stream>(StatusCodes.Status200OK, Csv).Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.Malformed);
        lesson.MapPost("/register/{person}/corrections", CorrectAsync).WithName("CorrectRegister").WithSummary("Corrects somebody's entry and says why; what was recorded stays beside it.")
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.TextInvalid, ProblemCode.TextTooLong, ProblemCode.TooManyCorrections);
    }

    private static async Task<Results<Ok<LessonRegister>, NotFound, ProblemHttpResult>> ReadAsync(
        LessonId lesson, Caller caller, LessonDoor door, LessonRegisters registers, CancellationToken cancellationToken) =>
        await door.ReadAsync(caller, lesson, cancellationToken) is not { } access ? TypedResults.NotFound()
        : !caller.MayKeepRegister(access.Roster) ? NotTheirs()
        : TypedResults.Ok(await registers.ReadAsync(access, cancellationToken));

    private static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> ReadCsvAsync(
        LessonId lesson, Caller caller, LessonDoor door, LessonRegisters registers, CancellationToken cancellationToken, string? language = null, string? separator = null, string zone = "UTC")
    {
        if (await door.ReadAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        if (!caller.MayKeepRegister(access.Roster))
        {
            return NotTheirs();
        }

        language ??= await registers.LanguageAsync(lesson.School, cancellationToken) == SchoolLanguage.French ? "fr" : "en";
        if (RegisterCsvForm.Of(language, separator ?? (language == "fr" ? "semicolon" : "comma"), zone) is not { } form)
        {
            return Problem.Of(ProblemCode.Malformed, "'language' is fr or en, 'separator' comma or semicolon, 'zone' the name of a time zone.");
        }

        var register = await registers.ReadAsync(access, cancellationToken);
        var day = TimeZoneInfo.ConvertTime(register.StartsAt, form.Zone).ToString("yyyy-MM-dd");
        return TypedResults.File(RegisterCsv.Write(register, form), $"{Csv}; charset=utf-8", RegisterCsv.FileName(day, register.ClassTitle, register.Title));
    }

    private static async Task<Results<Ok<RegisterPerson>, NotFound, ProblemHttpResult>> CorrectAsync(
        LessonId lesson, PersonId person, CorrectionToMake request, Caller caller, LessonDoor door, LessonRegisters registers, IRegisterStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await door.ReadAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        if (!caller.MayKeepRegister(access.Roster))
        {
            return NotTheirs();
        }

        if (!Enum.IsDefined(request.Status))
        {
            return Problem.Of(ProblemCode.Malformed, "There is no such status.");
        }

        if (TextProblems.Of("reason", request.Reason, RegisterRules.ReasonMax) is { } problem)
        {
            return problem;
        }

        if (Entry(await registers.ReadAsync(access, cancellationToken)) is not { } entry)
        {
            return TypedResults.NotFound();
        }

        if (RegisterRules.IsMade(entry, request, caller.Person))
        {
            return TypedResults.Ok(entry);
        }

        var at = time.GetUtcNow();
        var isKept = await store.AppendAsync(
            new(lesson, person, request.Status, request.Reason, caller.Person, at),
            new(at, caller.Account, lesson.School, AuditAction.RegisterCorrected, $"{lesson}/{person}"),
            cancellationToken);
        return isKept ? TypedResults.Ok(Entry(await registers.ReadAsync(access, cancellationToken))!)
            : Problem.Of(ProblemCode.TooManyCorrections, $"This entry was corrected {IRegisterStore.CorrectionsMax} times.");

        RegisterPerson? Entry(LessonRegister register) => register.People.FirstOrDefault(entry => entry.Person == person);
    }

    private static ProblemHttpResult NotTheirs() => Problem.Of(ProblemCode.Forbidden, "Registers are for the teachers of the class and the office.");
}
