"""All services of one opened database, in one place."""

from dataclasses import dataclass

from facilities_app.domain.clock import Clock
from facilities_app.domain.lists import ListSource
from facilities_app.domain.workdays import Workdays
from facilities_app.services.agreements import AgreementService
from facilities_app.services.applications import ApplicationService
from facilities_app.services.asset_life import AssetLifeService
from facilities_app.services.asset_papers import AssetPaperService
from facilities_app.services.assets import AssetService
from facilities_app.services.attachments import AttachmentService
from facilities_app.services.audit_follow_ups import FollowUpService
from facilities_app.services.audit_import import AuditImportService
from facilities_app.services.audit_papers import AuditPaperService
from facilities_app.services.audit_reports import AuditReportService
from facilities_app.services.audits import AuditService
from facilities_app.services.backups import BackupService
from facilities_app.services.base import ServiceBase
from facilities_app.services.boards import BoardService
from facilities_app.services.calendar_files import CalendarFileService
from facilities_app.services.charges import ChargeService
from facilities_app.services.checklists import ChecklistService
from facilities_app.services.clock_reading import ClockService
from facilities_app.services.compliance import ComplianceService
from facilities_app.services.compliance_register import RegisterService
from facilities_app.services.contracts import ContractService
from facilities_app.services.damage_events import DamageService
from facilities_app.services.dispatch_sheets import DispatchService
from facilities_app.services.dormitories import DormitoryService
from facilities_app.services.dossiers import DossierService
from facilities_app.services.duties import DutyService
from facilities_app.services.event_reports import EventReportService
from facilities_app.services.exports import ExportService
from facilities_app.services.filings import FilingService
from facilities_app.services.findings import FindingService
from facilities_app.services.health import HealthService
from facilities_app.services.history import HistoryService
from facilities_app.services.inbox import InboxService
from facilities_app.services.inspections import InspectionService
from facilities_app.services.insurance import InsuranceService
from facilities_app.services.keying import KeyingService
from facilities_app.services.labels import Labels
from facilities_app.services.labels_sheets import LabelSheetService
from facilities_app.services.lists import all_lists
from facilities_app.services.office import OfficeService
from facilities_app.services.overview import OverviewService
from facilities_app.services.patrol_papers import PatrolPaperService
from facilities_app.services.patrols import PatrolService
from facilities_app.services.penalty_tables import PenaltyTableService
from facilities_app.services.places import PlaceService
from facilities_app.services.plan_years import PlanYearService
from facilities_app.services.plans import PlanService
from facilities_app.services.projects import ProjectService
from facilities_app.services.reference import ReferenceService
from facilities_app.services.reminders import ReminderService
from facilities_app.services.repair_figures import FigureService
from facilities_app.services.requesters import RequesterService
from facilities_app.services.round_papers import RoundPaperService
from facilities_app.services.rounds import RoundService
from facilities_app.services.search import SearchService
from facilities_app.services.sheet_crops import CropService
from facilities_app.services.sheet_files import SheetFiles
from facilities_app.services.sheet_reading import SheetReadingService
from facilities_app.services.sheet_scans import ScanService
from facilities_app.services.slip_papers import SlipPaperService
from facilities_app.services.slip_parts import PartService
from facilities_app.services.slips import SlipService
from facilities_app.services.stock import StockService
from facilities_app.services.stocktake_papers import StocktakePaperService
from facilities_app.services.stocktakes import StocktakeService
from facilities_app.services.targets import TargetService
from facilities_app.services.templates import TemplateService
from facilities_app.services.ticket_links import TicketLinkService
from facilities_app.services.ticket_merging import TicketMergeService
from facilities_app.services.tickets import TicketService
from facilities_app.services.trends import TrendService
from facilities_app.services.vendors import VendorService
from facilities_app.services.views import ViewService
from facilities_app.services.visits import VisitService
from facilities_app.services.watch import WatchService
from facilities_app.services.work import WorkService
from facilities_app.services.work_orders import WorkOrderService


@dataclass(frozen=True)
class Services:
    """What window and command line are given. ``base`` is for switching who acts."""

    base: ServiceBase
    clock: Clock
    labels: Labels
    lists: dict[str, ListSource]
    office: OfficeService
    tickets: TicketService
    targets: TargetService
    places: PlaceService
    assets: AssetService
    asset_life: AssetLifeService
    asset_papers: AssetPaperService
    slips: SlipService
    slip_parts: PartService
    slip_papers: SlipPaperService
    stocktakes: StocktakeService
    audits: AuditService
    follow_ups: FollowUpService
    audit_papers: AuditPaperService
    audit_reports: AuditReportService
    audit_import: AuditImportService
    stocktake_papers: StocktakePaperService
    dormitories: DormitoryService
    agreements: AgreementService
    applications: ApplicationService
    charges: ChargeService
    inspections: InspectionService
    keying: KeyingService
    trends: TrendService
    findings: FindingService
    filings: FilingService
    duties: DutyService
    plans: PlanService
    plan_years: PlanYearService
    checklists: ChecklistService
    sheet_files: SheetFiles
    sheet_reading: SheetReadingService
    sheet_scans: ScanService
    sheet_crops: CropService
    templates: TemplateService
    rounds: RoundService
    round_papers: RoundPaperService
    patrols: PatrolService
    patrol_papers: PatrolPaperService
    attachments: AttachmentService
    overview: OverviewService
    search: SearchService
    history: HistoryService
    exports: ExportService
    watch: WatchService
    work_orders: WorkOrderService
    label_sheets: LabelSheetService
    dossiers: DossierService
    views: ViewService
    reminders: ReminderService
    inbox: InboxService
    calendar_files: CalendarFileService
    compliance: ComplianceService
    registers: RegisterService
    health: HealthService
    figures: FigureService
    backups: BackupService
    reference: ReferenceService
    contracts: ContractService
    vendors: VendorService
    insurance: InsuranceService
    projects: ProjectService
    damage: DamageService
    penalty_tables: PenaltyTableService
    event_reports: EventReportService
    work: WorkService
    stock: StockService
    boards: BoardService
    visits: VisitService
    clocks: ClockService
    dispatch: DispatchService
    ticket_links: TicketLinkService
    merging: TicketMergeService
    requesters: RequesterService

    @property
    def workdays(self) -> Workdays:
        """The office's calendar."""
        return self.base.workdays


def build(base: ServiceBase) -> Services:
    """Wire the services."""
    lists = all_lists(base)
    reminders = ReminderService(base)
    return Services(
        base=base,
        clock=base.clock,
        labels=base.labels,
        lists=lists,
        office=OfficeService(base),
        tickets=TicketService(base),
        targets=TargetService(base),
        places=PlaceService(base),
        assets=AssetService(base),
        asset_life=AssetLifeService(base),
        asset_papers=AssetPaperService(base),
        slips=SlipService(base),
        slip_parts=PartService(base),
        slip_papers=SlipPaperService(base),
        stocktakes=StocktakeService(base),
        audits=AuditService(base),
        follow_ups=FollowUpService(base),
        audit_papers=AuditPaperService(base),
        audit_reports=AuditReportService(base),
        audit_import=AuditImportService(base),
        stocktake_papers=StocktakePaperService(base),
        dormitories=DormitoryService(base),
        agreements=AgreementService(base),
        applications=ApplicationService(base),
        charges=ChargeService(base),
        inspections=InspectionService(base),
        keying=KeyingService(base),
        trends=TrendService(base),
        findings=FindingService(base),
        filings=FilingService(base),
        duties=DutyService(base),
        plans=PlanService(base),
        plan_years=PlanYearService(base),
        checklists=ChecklistService(base),
        sheet_files=SheetFiles(base),
        sheet_reading=SheetReadingService(base, KeyingService(base), AttachmentService(base)),
        sheet_crops=CropService(base),
        sheet_scans=ScanService(base, KeyingService(base), AttachmentService(base)),
        templates=TemplateService(base),
        rounds=RoundService(base),
        round_papers=RoundPaperService(base),
        patrols=PatrolService(base, TicketService(base)),
        patrol_papers=PatrolPaperService(base),
        attachments=AttachmentService(base),
        overview=OverviewService(base, reminders),
        search=SearchService(base),
        history=HistoryService(base),
        exports=ExportService(base, lists),
        watch=WatchService(base),
        work_orders=WorkOrderService(base),
        label_sheets=LabelSheetService(base),
        dossiers=DossierService(base),
        views=ViewService(base),
        reminders=reminders,
        inbox=InboxService(base, reminders),
        calendar_files=CalendarFileService(base),
        compliance=ComplianceService(base),
        registers=RegisterService(base),
        health=HealthService(base),
        figures=FigureService(base),
        backups=BackupService(base),
        reference=ReferenceService(base),
        contracts=ContractService(base),
        vendors=VendorService(base),
        insurance=InsuranceService(base),
        projects=ProjectService(base),
        damage=DamageService(base, TicketService(base)),
        penalty_tables=PenaltyTableService(base),
        event_reports=EventReportService(base),
        work=WorkService(base),
        stock=StockService(base),
        boards=BoardService(base),
        visits=VisitService(base),
        clocks=ClockService(base),
        dispatch=DispatchService(base),
        ticket_links=TicketLinkService(base),
        merging=TicketMergeService(base, TicketService(base)),
        requesters=RequesterService(base),
    )
