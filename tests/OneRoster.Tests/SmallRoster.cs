namespace Classroom.OneRoster.Tests;

/// <summary>A small archive of OneRoster 1.2 that has no fault, to be spoiled one file at a time.</summary>
/// <remarks>Ada (u1) teaches Zoé (u2) in c1; Paul (u3) is in c2; u4 is a parent.</remarks>
internal sealed class SmallRoster
{
    public const string Head = "sourcedId,status,dateLastModified,";

    private readonly Dictionary<string, string> _files = new()
    {
        ["orgs.csv"] = Head + "name,type,identifier,parentSourcedId\na1,,,Académie,district,,\ns1,,,Collège Hugo,school,,a1\n",
        ["academicSessions.csv"] = Head + "title,type,startDate,endDate,parentSourcedId,schoolYear\ny1,,,2026-2027,schoolYear,2026-09-01,2027-07-05,,2027\n",
        ["courses.csv"] = Head + "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nk1,,,y1,Maths,,,a1,,\n",
        ["classes.csv"] = Head + "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
            + "c1,,,3e B,,k1,,homeroom,,s1,y1,,,\nc2,,,3e C,,k1,,homeroom,,s1,y1,,,\n",
        ["users.csv"] = Head + "enabledUser,username,userIds,givenName,familyName,email\n"
            + "u1,,,true,u1,,Ada,Lovelace,ada@example.org\nu2,,,true,u2,,Zoé,de La Tour,\nu3,,,true,u3,,Paul,Élie,\nu4,,,true,u4,,Anne,Parent,\n",
        ["roles.csv"] = Head + "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
            + "r1,,,u1,primary,teacher,,,s1,\nr2,,,u2,primary,student,,,s1,\nr3,,,u3,primary,student,,,s1,\nr4,,,u4,primary,parent,,,s1,\n",
        ["enrollments.csv"] = Head + "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
            + "e1,,,c1,s1,u1,teacher,true,,\ne2,,,c1,s1,u2,student,,,\ne3,,,c2,s1,u3,student,,,\n",
    };

    private readonly Dictionary<string, string> _modes;

    public SmallRoster() => _modes = _files.Keys.ToDictionary(file => file, _ => "bulk");

    public IEnumerable<string> Files => _files.Keys;

    public string this[string file] => _files[file];

    /// <summary>Replaces text in a file, which must have it.</summary>
    public SmallRoster With(string file, string old, string replacement)
    {
        Assert.Contains(old, _files[file], StringComparison.Ordinal);
        _files[file] = _files[file].Replace(old, replacement, StringComparison.Ordinal);
        return this;
    }

    public SmallRoster WithFile(string file, string text, string mode = "bulk")
    {
        _files[file] = text;
        _modes[file] = mode;
        return this;
    }

    public SmallRoster Without(string file)
    {
        _files.Remove(file);
        _modes.Remove(file);
        return this;
    }

    public MemoryStream Zip(string version = "1.2") => Tests.Zip.Of(
    [
        ("manifest.csv", Tests.Zip.Manifest(version, [.. _modes.Where(file => file.Key != "classroom_lessons.csv").Select(file => (file.Key[..^4], file.Value))])),
        .. _files.Select(file => (file.Key, file.Value)),
    ]);

    /// <summary>An archive of delta files alone.</summary>
    public static MemoryStream Delta(params (string File, string Rows)[] files)
    {
        var small = new SmallRoster();
        return Tests.Zip.Of(
        [
            ("manifest.csv", Tests.Zip.Manifest("1.2", [.. files.Select(file => (file.File[..^4], "delta"))])),
            .. files.Select(file => (file.File, small[file.File][..(small[file.File].IndexOf('\n', StringComparison.Ordinal) + 1)] + file.Rows)),
        ]);
    }
}
