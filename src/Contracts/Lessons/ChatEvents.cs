using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Lessons;

/// <summary>A message was posted. Its id is the sequence of this entry.</summary>
/// <param name="Text">What was said.</param>
/// <param name="Thread">The student whose private thread with the teachers it belongs to; none for a message to all.</param>
public sealed record MessagePosted(string Text, ParticipantId? Thread = null) : LessonEvent;

/// <summary>The author changed a message.</summary>
/// <param name="Message">Its id.</param>
/// <param name="Text">What it says from now on.</param>
public sealed record MessageEdited(long Message, string Text) : LessonEvent;

/// <summary>A message was deleted; a mark without text stays in its place.</summary>
/// <param name="Message">Its id.</param>
public sealed record MessageDeleted(long Message) : LessonEvent;

/// <summary>Stands, after a deletion or an erasure, where a <see cref="MessagePosted"/> or <see cref="MessageEdited"/> stood.</summary>
/// <param name="Message">The message's id: this entry's own sequence where it stands for a posting.</param>
/// <param name="Length">Length of the text that was here, in UTF-16 code units: older messages leave the view by it.</param>
/// <param name="Thread">As it was posted; none for an edit.</param>
public sealed record MessageRedacted(long Message, int Length, ParticipantId? Thread = null) : LessonEvent;

/// <summary>Students may post again.</summary>
public sealed record ChatOpened : LessonEvent;

/// <summary>Only teachers may post; students can still write to the teachers.</summary>
public sealed record ChatClosed : LessonEvent;

/// <summary>The author raised a hand.</summary>
public sealed record HandRaised : LessonEvent;

/// <summary>A hand was lowered, by its owner or a teacher.</summary>
public sealed record HandLowered(ParticipantId Participant) : LessonEvent;

/// <summary>A teacher lowered all hands.</summary>
public sealed record AllHandsLowered : LessonEvent;

/// <summary>Students may raise hands again.</summary>
public sealed record HandsOpened : LessonEvent;

/// <summary>No student may raise a hand; those raised stay up.</summary>
public sealed record HandsClosed : LessonEvent;
