using Classroom.Contracts.Ids;
using Orleans;

[assembly: GenerateCodeForDeclaringAssembly(typeof(LessonId))]
