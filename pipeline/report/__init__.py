"""The report for who answers for a site: one HTML file, in English and Turkish, made from plain values."""

from pipeline.report.data import PageReport, Quotation, ReportData, ReportedFinding, RiskCount, TermCount, Waiting
from pipeline.report.page import render

__all__ = ["PageReport", "Quotation", "ReportData", "ReportedFinding", "RiskCount", "TermCount", "Waiting", "render"]
