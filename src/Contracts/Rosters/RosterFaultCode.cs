using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Rosters;

/// <summary>What can be wrong with a roster archive. Part of the API: append only. Each is explained in docs/rosters.md.</summary>
[GenerateSerializer, Alias("RosterFaultCode")]
[JsonConverter(typeof(NamedEnumConverter<RosterFaultCode>))]
public enum RosterFaultCode
{
    /// <summary>Another import of this scope is under way. Retry when it has ended.</summary>
    [JsonStringEnumMemberName("importRunning")]
    ImportRunning = 1,

    /// <summary>The archive has more bytes than accepted.</summary>
    [JsonStringEnumMemberName("archiveTooLarge")]
    ArchiveTooLarge = 2,

    /// <summary>It is not a zip archive, is cut short, or its parts contradict each other.</summary>
    [JsonStringEnumMemberName("archiveBroken")]
    ArchiveBroken = 3,

    /// <summary>An entry is encrypted. Send it without a password.</summary>
    [JsonStringEnumMemberName("archiveEncrypted")]
    ArchiveEncrypted = 4,

    /// <summary>The archive uses the format for more than 4 GiB or 65,535 entries.</summary>
    [JsonStringEnumMemberName("archiveZip64")]
    ArchiveZip64 = 5,

    /// <summary>An entry is compressed by a method other than deflate. Zip it again with the usual settings.</summary>
    [JsonStringEnumMemberName("compressionUnknown")]
    CompressionUnknown = 6,

    /// <summary>The archive has more entries than accepted.</summary>
    [JsonStringEnumMemberName("tooManyEntries")]
    TooManyEntries = 7,

    /// <summary>An entry's name leaves the archive or is not plain text.</summary>
    [JsonStringEnumMemberName("pathUnsafe")]
    PathUnsafe = 8,

    /// <summary>An entry is in a folder. Zip the files themselves, not the folder they are in.</summary>
    [JsonStringEnumMemberName("entryNotAtRoot")]
    EntryNotAtRoot = 9,

    /// <summary>An entry is none of the files of this OneRoster version, nor <c>classroom_lessons.csv</c>.</summary>
    [JsonStringEnumMemberName("entryUnexpected")]
    EntryUnexpected = 10,

    /// <summary>Two entries have the same name.</summary>
    [JsonStringEnumMemberName("entryDuplicate")]
    EntryDuplicate = 11,

    /// <summary>The files are larger, unpacked, than accepted.</summary>
    [JsonStringEnumMemberName("unpackedTooLarge")]
    UnpackedTooLarge = 12,

    /// <summary>A file unpacks to so many times its size that it must be a trap.</summary>
    [JsonStringEnumMemberName("compressionRatioTooHigh")]
    CompressionRatioTooHigh = 13,

    /// <summary>There is no <c>manifest.csv</c>.</summary>
    [JsonStringEnumMemberName("manifestMissing")]
    ManifestMissing = 14,

    /// <summary><c>manifest.version</c> is missing or not 1.0.</summary>
    [JsonStringEnumMemberName("manifestVersionUnknown")]
    ManifestVersionUnknown = 15,

    /// <summary><c>oneroster.version</c> is missing or neither 1.1 nor 1.2.</summary>
    [JsonStringEnumMemberName("oneRosterVersionUnknown")]
    OneRosterVersionUnknown = 16,

    /// <summary>The manifest gives a property twice.</summary>
    [JsonStringEnumMemberName("manifestDuplicate")]
    ManifestDuplicate = 17,

    /// <summary>The manifest says neither <c>absent</c> nor <c>bulk</c> nor <c>delta</c> of a file.</summary>
    [JsonStringEnumMemberName("fileModeUnknown")]
    FileModeUnknown = 18,

    /// <summary>The manifest announces a file that is not in the archive.</summary>
    [JsonStringEnumMemberName("fileMissing")]
    FileMissing = 19,

    /// <summary>The archive has a file that the manifest calls absent or does not name.</summary>
    [JsonStringEnumMemberName("fileNotAnnounced")]
    FileNotAnnounced = 20,

    /// <summary>A bulk file has no rows: it would remove everything. Call it absent in the manifest instead.</summary>
    [JsonStringEnumMemberName("fileEmpty")]
    FileEmpty = 21,

    /// <summary>The file is UTF-16. Save it as UTF-8.</summary>
    [JsonStringEnumMemberName("encodingUtf16")]
    EncodingUtf16 = 22,

    /// <summary>The text is not UTF-8, or was damaged when it was converted to it.</summary>
    [JsonStringEnumMemberName("encodingInvalid")]
    EncodingInvalid = 23,

    /// <summary>A required column is missing.</summary>
    [JsonStringEnumMemberName("columnMissing")]
    ColumnMissing = 24,

    /// <summary>Two columns have the same name.</summary>
    [JsonStringEnumMemberName("columnDuplicate")]
    ColumnDuplicate = 25,

    /// <summary>The row breaks the quoting rules of RFC 4180.</summary>
    [JsonStringEnumMemberName("rowMalformed")]
    RowMalformed = 26,

    /// <summary>The row has more bytes than accepted.</summary>
    [JsonStringEnumMemberName("rowTooLong")]
    RowTooLong = 27,

    /// <summary>The row has more or fewer fields than the header.</summary>
    [JsonStringEnumMemberName("fieldCountWrong")]
    FieldCountWrong = 28,

    /// <summary>The archive has more rows than accepted.</summary>
    [JsonStringEnumMemberName("tooManyRows")]
    TooManyRows = 29,

    /// <summary>A required value is empty.</summary>
    [JsonStringEnumMemberName("valueMissing")]
    ValueMissing = 30,

    /// <summary>The value has more characters than accepted.</summary>
    [JsonStringEnumMemberName("valueTooLong")]
    ValueTooLong = 31,

    /// <summary>The value has control characters or other characters that are not text.</summary>
    [JsonStringEnumMemberName("valueNotText")]
    ValueNotText = 32,

    /// <summary>The value is none of those that OneRoster lists for this column.</summary>
    [JsonStringEnumMemberName("valueUnknown")]
    ValueUnknown = 33,

    /// <summary>The value is not a date <c>YYYY-MM-DD</c>, or not an instant of ISO 8601.</summary>
    [JsonStringEnumMemberName("dateInvalid")]
    DateInvalid = 34,

    /// <summary>The end is before the start; or, of a lesson, not after it.</summary>
    [JsonStringEnumMemberName("datesReversed")]
    DatesReversed = 35,

    /// <summary>A row of a delta file must say <c>active</c> or <c>tobedeleted</c>, and when it was modified.</summary>
    [JsonStringEnumMemberName("statusMissing")]
    StatusMissing = 36,

    /// <summary>Two rows of the file have the same sourcedId.</summary>
    [JsonStringEnumMemberName("sourcedIdDuplicate")]
    SourcedIdDuplicate = 37,

    /// <summary>The organisation is neither in the archive nor known, or not one this import may touch.</summary>
    [JsonStringEnumMemberName("orgUnknown")]
    OrgUnknown = 38,

    /// <summary>A school cannot become another kind of organisation, nor the reverse.</summary>
    [JsonStringEnumMemberName("orgTypeChanged")]
    OrgTypeChanged = 39,

    /// <summary>The archive describes another school than the one it is imported for.</summary>
    [JsonStringEnumMemberName("schoolOther")]
    SchoolOther = 40,

    /// <summary>Only an administrator of the node removes a school.</summary>
    [JsonStringEnumMemberName("schoolRemovalNotAllowed")]
    SchoolRemovalNotAllowed = 41,

    /// <summary>The id to be given to the school belongs to another one.</summary>
    [JsonStringEnumMemberName("schoolIdTaken")]
    SchoolIdTaken = 42,

    /// <summary>The course is neither in the archive nor known.</summary>
    [JsonStringEnumMemberName("courseUnknown")]
    CourseUnknown = 43,

    /// <summary>The academic session is neither in the archive nor known.</summary>
    [JsonStringEnumMemberName("sessionUnknown")]
    SessionUnknown = 44,

    /// <summary>The school has no such class, in the archive or known, or it is being removed.</summary>
    [JsonStringEnumMemberName("classUnknown")]
    ClassUnknown = 45,

    /// <summary>The school has no such person, in the archive or known, or they are being removed.</summary>
    [JsonStringEnumMemberName("userUnknown")]
    UserUnknown = 46,

    /// <summary>The enrollment's role is none that the person has at the school.</summary>
    [JsonStringEnumMemberName("roleNotHeld")]
    RoleNotHeld = 47,

    /// <summary>Several schools have a record of this sourcedId: say the school.</summary>
    [JsonStringEnumMemberName("sourcedIdAmbiguous")]
    SourcedIdAmbiguous = 48,
}
