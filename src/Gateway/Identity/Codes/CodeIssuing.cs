using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Ports.Identity;

namespace Classroom.Gateway.Identity.Codes;

/// <summary>Gives students new codes; the plain text exists only in the answer.</summary>
internal sealed class CodeIssuing(IAccountStore accounts, CodeHasher hasher, SessionChecks checks, TimeProvider time)
{
    /// <summary>Issues one code to each; earlier codes and the sessions they opened end. All or none.</summary>
    /// <param name="school">Whose students.</param>
    /// <param name="students">Who, with the names for their slips.</param>
    /// <param name="actor">Who asked; null: the node itself.</param>
    public async Task<ImmutableArray<StudentCode>> IssueAsync(
        SchoolId school, IReadOnlyCollection<(PersonId Person, string GivenName, string FamilyName)> students, AccountId? actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var plain = new List<StudentCode>(students.Count);
        var issued = new List<IssuedCode>(students.Count);
        foreach (var (person, given, family) in students)
        {
            var code = CodeHasher.Create();
            var key = PersonKey.Of(school, person);
            plain.Add(new(person, given, family, Crockford.Group(code)));
            issued.Add(new(
                key, await hasher.HashAsync(school, code, cancellationToken), OpaqueId.New(),
                new(now, actor, school, AuditAction.CodeIssued, key.ToString())));
        }

        await accounts.IssueCodesAsync(issued, cancellationToken);
        checks.ForgetAll();
        return [.. plain];
    }
}
