"""What the course is: modules, lessons, exercises and paths. Reads the TOML files, knows nothing of grading."""

from signoff.course.files import Limits
from signoff.course.find import find_exercise
from signoff.course.model import Course, Exercise, Lesson, Module
from signoff.course.starter import starter

__all__ = ["Course", "Exercise", "Lesson", "Limits", "Module", "find_exercise", "starter"]
