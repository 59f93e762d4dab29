namespace Classroom.OneRoster.Archives;

/// <summary>Names of the files in an archive.</summary>
internal static class OneRosterFile
{
    public const string Manifest = "manifest.csv";
    public const string Orgs = "orgs.csv";
    public const string Sessions = "academicSessions.csv";
    public const string Courses = "courses.csv";
    public const string Classes = "classes.csv";
    public const string Users = "users.csv";
    public const string Roles = "roles.csv";
    public const string Enrollments = "enrollments.csv";

    /// <summary>Ours, not OneRoster's: lessons to plan.</summary>
    public const string Lessons = "classroom_lessons.csv";

    private static readonly string[] Always =
    [
        Orgs, Sessions, Courses, Classes, Users, Enrollments,
        "categories.csv", "classResources.csv", "courseResources.csv", "demographics.csv", "lineItems.csv", "resources.csv", "results.csv",
    ];

    private static readonly string[] Since12 =
    [
        Roles, "lineItemLearningObjectiveIds.csv", "lineItemScoreScales.csv", "resultLearningObjectiveIds.csv", "resultScoreScales.csv",
        "scoreScales.csv", "userProfiles.csv", "userResources.csv",
    ];

    /// <summary>The files that OneRoster of this version knows; those that are not read here are let be.</summary>
    public static HashSet<string> Known(bool is12) => is12 ? [.. Always, .. Since12] : [.. Always];
}

/// <summary>How the rows of a file are meant.</summary>
internal enum RowsMode
{
    Absent,
    Bulk,
    Delta,
}
