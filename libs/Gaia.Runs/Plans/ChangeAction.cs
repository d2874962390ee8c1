namespace Gaia.Runs.Plans;

public enum ChangeAction { NoOp, Create, Update, Delete, Replace, Read, Import, Forget }
