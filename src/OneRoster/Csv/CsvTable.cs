using System.Text;
using System.Text.Unicode;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Imports;
using CsvHelper;

namespace Classroom.OneRoster.Csv;

/// <summary>A column of a file.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="LengthMax">Longest value, in UTF-16 code units.</param>
/// <param name="Required">Whether the column must be there, and its value not empty.</param>
internal sealed record CsvColumn(string Name, int LengthMax, bool Required = false);

/// <summary>A file of an archive, row by row. What is wrong goes to the fault log with its place; a bad row is passed over.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvReader _reader;
    private readonly FaultLog _faults;
    private readonly int _rowBytesMax;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private int _fieldCount;
    private bool _headerIsRead;
    private bool _headerIsMalformed;

    public CsvTable(string file, Stream content, int rowBytesMax, FaultLog faults)
    {
        File = file;
        _faults = faults;
        _rowBytesMax = rowBytesMax;
        _reader = CsvReader.Create(content, new()
        {
            Separator = ',',
            Encoding = Encoding.UTF8,
            MaxRecordSize = rowBytesMax,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = OnMalformed,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            IncludeValuesInExceptions = false,
        });
    }

    public string File { get; }

    /// <summary>Line on which the current row starts; the header is on line 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>True once something is wrong with the current row.</summary>
    public bool RowIsBad { get; private set; }

    /// <summary>Reads the header; false if the file cannot be read by it.</summary>
    public bool ReadHeader(IEnumerable<CsvColumn> columns)
    {
        var before = _faults.Count;
        Guard(() => { _reader.ReadHeader(); return true; });
        _headerIsRead = true;
        var headers = _reader.Headers;
        if (_headerIsMalformed)
        {
            return false;
        }

        _fieldCount = headers.Count;
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Contains('\uFFFD', StringComparison.Ordinal))
            {
                _faults.Add(RosterFaultCode.EncodingInvalid, File, 1, value: headers[i]);
            }
            else if (!_columns.TryAdd(headers[i], i))
            {
                _faults.Add(RosterFaultCode.ColumnDuplicate, File, 1, headers[i]);
            }
        }

        foreach (var column in columns.Where(column => column.Required && !_columns.ContainsKey(column.Name)))
        {
            _faults.Add(RosterFaultCode.ColumnMissing, File, 1, column.Name);
        }

        return _faults.Count == before;
    }

    /// <summary>Goes on to the next row that can be read; false at the end.</summary>
    public bool Read()
    {
        while (Guard(_reader.Read))
        {
            RowIsBad = false;
            if (_reader.RawRecord.Length > _rowBytesMax)
            {
                Fault(RosterFaultCode.RowTooLong);
            }
            else if (_reader.FieldCount != _fieldCount)
            {
                Fault(RosterFaultCode.FieldCountWrong);
            }
            else if (!Utf8.IsValid(_reader.RawRecord))
            {
                FaultEncoding();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value without the blanks around it; null if it is empty, its column is missing, or it is wrong.</summary>
    /// <param name="needed">False in a row that removes something: then only its sourcedId is needed.</param>
    public string? Text(CsvColumn column, bool needed = true)
    {
        var index = _columns.GetValueOrDefault(column.Name, -1);
        if (index < 0 || _reader.IsEmpty(index) || _reader.GetString(index).Trim() is not { Length: > 0 } value)
        {
            if (column.Required && needed)
            {
                Fault(RosterFaultCode.ValueMissing, column);
            }

            return null;
        }

        if (value.Length > column.LengthMax)
        {
            Fault(RosterFaultCode.ValueTooLong, column, value);
        }
        else if (value.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Fault(RosterFaultCode.EncodingInvalid, column, value);
        }
        else if (!PlainText.IsPlain(value))
        {
            Fault(RosterFaultCode.ValueNotText, column, value);
        }
        else
        {
            return value;
        }

        return null;
    }

    /// <summary>The value as it is, right or wrong; null if it is empty or its column is missing.</summary>
    public string? Peek(CsvColumn column) =>
        _columns.TryGetValue(column.Name, out var index) && !_reader.IsEmpty(index) ? _reader.GetString(index).Trim() : null;

    /// <summary>Passes over the current row for what is wrong, and recorded, elsewhere.</summary>
    public void Spoil() => RowIsBad = true;

    /// <summary>Records what is wrong with the current row.</summary>
    /// <param name="allowed">What the value may be, if that is one of a few words.</param>
    public void Fault(RosterFaultCode code, CsvColumn? column = null, string? value = null, string[]? allowed = null)
    {
        RowIsBad = true;
        _faults.Add(code, File, Line, column?.Name, value, allowed);
    }

    public void Dispose() => _reader.Dispose();

    private void OnMalformed(CsvMalformedRecord record)
    {
        _headerIsMalformed |= !_headerIsRead;
        _faults.Add(RosterFaultCode.RowMalformed, File, record.LineNumber);
    }

    private void FaultEncoding()
    {
        foreach (var (name, index) in _columns)
        {
            if (!Utf8.IsValid(_reader.GetSpan(index)))
            {
                RowIsBad = true;
                _faults.Add(RosterFaultCode.EncodingInvalid, File, Line, name);
            }
        }

        if (!RowIsBad)
        {
            Fault(RosterFaultCode.EncodingInvalid);
        }
    }

    private bool Guard(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException exception)
        {
            // Only the size of a record is left to throw: the rest is skipped and told to OnMalformed.
            throw new ArchiveFaultException(RosterFaultCode.RowTooLong, File, exception.LineNumber > 0 ? exception.LineNumber : null, inner: exception);
        }
    }
}
